using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Tests.LocalHost;

/// <summary>A host over some function classes, on a free port, with what they saw.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost host;
    private bool stopped;

    private RunningHost(IHost host)
    {
        this.host = host;
        Client = new HttpClient { BaseAddress = host.GetBaseAddress() };
        Probe = host.Services.GetRequiredService<Probe>();
    }

    public HttpClient Client { get; }

    public Probe Probe { get; }

    public static FunctionsApplicationBuilder Builder(params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0"], functions);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Probe>();
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00";
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2";
        return builder;
    }

    public static async Task<RunningHost> StartAsync(FunctionsApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync();
        return new RunningHost(host);
    }

    public async Task StopAsync()
    {
        stopped = true;
        await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!stopped)
        {
            await StopAsync();
        }

        host.Dispose();
    }
}
