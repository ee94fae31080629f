using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>An HTTP server that answers as a test says, for what no well-behaved simulation does: broken answers and connections.</summary>
internal sealed class OpenPhoneStub : IAsyncDisposable
{
    public const string ApiKey = "key-of-the-test";

    private readonly WebApplication app;
    private ServiceProvider? services;

    private OpenPhoneStub(WebApplication app) => this.app = app;

    public ConcurrentQueue<StubRequest> Requests { get; } = [];

    public ConcurrentQueue<string> Log { get; } = [];

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<OpenPhoneStub> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new OpenPhoneStub(builder.Build());
        stub.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            stub.Requests.Enqueue(new StubRequest(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.Headers.Authorization.ToString(),
                await reader.ReadToEndAsync(context.RequestAborted)));
            await answer(context);
        });
        await stub.app.StartAsync();
        return stub;
    }

    public static RequestDelegate Answer(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    };

    /// <summary>The client as the app has it, with every line that anything logs on the way.</summary>
    public OpenPhoneClient Client(string? timeout = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OpenPhone:BaseUrl"] = Address.ToString(),
            ["OpenPhone:ApiKey"] = ApiKey,
            ["OpenPhone:WebhookSigningKeys:0"] = "c2VjcmV0",
            ["OpenPhone:RequestTimeout"] = timeout ?? "00:00:30",
        };
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new QueueLogger(Log)))
            .AddOpenPhone()
            .BuildServiceProvider();
        return services.GetRequiredService<OpenPhoneClient>();
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        await app.DisposeAsync();
    }

    private sealed class QueueLogger(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

internal sealed record StubRequest(string Method, string Target, string Authorization, string Body);
