using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>
/// Runs every listener from the moment that the application has started, so that a failed start has taken no message, until it
/// stops. From then on nothing new is begun; what is running may end, and is told to hurry (by its token) only when
/// <see cref="HostOptions.ShutdownTimeout"/> is over.
/// </summary>
internal sealed partial class ListenerService(
    IEnumerable<IListener> listeners,
    BackgroundInvocations byHand,
    IHostApplicationLifetime lifetime,
    ILogger<ListenerService> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource abort = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
            running = Task.WhenAll(listeners.Select(l => l.RunAsync(lifetime.ApplicationStopping, abort.Token))));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(running, byHand.WhenDoneAsync());
        try
        {
            await all.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogOutOfTime();
            await abort.CancelAsync();
            await Task.WhenAny(all, Task.Delay(LastMoment, CancellationToken.None));
        }
    }

    public void Dispose() => abort.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time for an orderly stop is over; what still runs is cancelled.")]
    private partial void LogOutOfTime();
}
