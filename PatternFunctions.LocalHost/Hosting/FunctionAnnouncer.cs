using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>Logs what is served once everything listens, as func does.</summary>
internal sealed partial class FunctionAnnouncer(
    IReadOnlyList<FunctionEntry> entries,
    HostSettings settings,
    IServer server,
    ILogger<FunctionAnnouncer> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var prefix = $"{address}/{settings.RoutePrefix}".TrimEnd('/');
        foreach (var entry in entries)
        {
            var trigger = entry.Trigger switch
            {
                TriggerKind.Http => $"[{(entry.Methods.Count == 0 ? "*" : string.Join(',', entry.Methods))}] {prefix}/{entry.Route}",
                TriggerKind.Queue => $"queue {settings.Resolve(entry.Queue!)}",
                _ => $"timer {settings.Resolve(entry.Schedule!)}",
            };
            LogFunction(entry.Name, trigger);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function}: {Trigger}")]
    private partial void LogFunction(string function, string trigger);
}
