using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Hosting;
using PatternFunctions.LocalHost.Http;

namespace PatternFunctions.LocalHost;

public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly IReadOnlyList<FunctionEntry> functions;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private bool servesHttp;

    internal FunctionsApplicationBuilder(string[] args, string name, IEnumerable<Type> types)
    {
        functions = FunctionCatalog.Read(types);
        web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        LocalSettings.AddTo(web.Configuration, web.Environment.ContentRootPath);

        // ASP.NET's request log would show queries, and with them keys.
        web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        web.Services.AddSingleton<IStartupFilter, HttpGate>();
        web.Services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    public ConfigurationManager Configuration => web.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    public IHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public IMetricsBuilder Metrics => web.Metrics;

    public IServiceCollection Services => web.Services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>Lets HTTP triggers take an HttpRequest and return an IResult or IActionResult.</summary>
    /// <remarks>A middleware that is registered before this sees no HttpContext.</remarks>
    public FunctionsApplicationBuilder ConfigureFunctionsWebApplication()
    {
        servesHttp = true;
        Services.AddMvcCore();
        Use(next => context => AspNetIntegration.InvokeAsync(context, next));
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    public IHost Build()
    {
        var settings = new HostSettings(Configuration, Environment.ContentRootPath);
        IReadOnlyList<FunctionEntry> enabled = [.. functions.Where(f => !settings.IsDisabled(f))];
        if (!servesHttp && enabled.FirstOrDefault(f => f.Trigger is TriggerKind.Http) is { } http)
        {
            throw new InvalidOperationException($"{http.Name} is an HTTP trigger: call ConfigureFunctionsWebApplication().");
        }

        web.WebHost.UseUrls(Address());
        Logging.AddConfiguration(settings.Logging);
        Services.AddSingleton(settings);
        Services.AddSingleton(enabled);
        Services.AddSingleton(((IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>>)middleware).Reverse()
            .Aggregate((FunctionExecutionDelegate)FunctionExecutor.ExecuteAsync, (next, use) => use(next)));
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton<BackgroundInvocations>();
        Services.AddSingleton<AccessKeys>();
        Services.AddSingleton<AdminEndpoint>();
        Services.AddSingleton<IStartupFilter, HttpEndpoints>();
        Listeners.Add(Services, settings, enabled, settings.Id(Environment.ApplicationName));
        Services.AddHostedService<ListenerService>();
        Services.AddHostedService<FunctionAnnouncer>();
        return web.Build();
    }

    /// <summary>--port, else ASPNETCORE_URLS, else FUNCTIONS_PORT, else 7071. Port 0 takes a free one.</summary>
    private string Address() =>
        Configuration["port"] is null && Configuration[WebHostDefaults.ServerUrlsKey] is { } urls
            ? urls
            : $"http://127.0.0.1:{Configuration["port"] ?? Configuration["FUNCTIONS_PORT"] ?? "7071"}";
}
