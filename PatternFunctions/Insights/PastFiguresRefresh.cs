using PatternFunctions.Settings;

namespace PatternFunctions.Insights;

/// <summary>Counts the usual span's past before anybody asks for it, so that the first view need not wait either.</summary>
public sealed partial class PastFiguresRefresh(PastFigures figures, ConfigStore configs, TimeProvider clock, ILogger<PastFiguresRefresh> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How many times as long as it counted it rests, at least: a large past that often changes must not keep the database busy.</summary>
    private const int Rest = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing of this may hold up the start.
        await Task.Yield();
        while (true)
        {
            var began = clock.GetTimestamp();
            try
            {
                var zone = (await configs.ReadAsync(stoppingToken)).TimeZone;
                await figures.KeepAsync(InsightsSpan.UpTo(clock.GetUtcNow(), InsightsSpan.UsualDays, zone), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotCounted(failure);
            }

            var pause = Rest * clock.GetElapsedTime(began);
            await Task.Delay(pause > Interval ? pause : Interval, clock, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The insights' past could not be counted; whoever looks at it counts it.")]
    private partial void LogNotCounted(Exception failure);
}
