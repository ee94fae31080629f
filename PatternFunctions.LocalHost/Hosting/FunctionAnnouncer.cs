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
    IHostApplicationLifetime lifetime,
    ILogger<FunctionAnnouncer> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
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
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function}: {Trigger}")]
    private partial void LogFunction(string function, string trigger);
}
