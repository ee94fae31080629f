using System.Diagnostics.Metrics;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Telemetry;

/// <summary>
/// What waits at this moment, looked up twice a minute. Each instance says the same, so who adds them up takes the
/// maximum. What cannot be looked up is not reported: an old number would be a false one.
/// </summary>
/// <param name="queues">Without any message encoding: what is not ours may lie there, too.</param>
public sealed partial class Levels(
    NpgsqlDataSource dataSource, ConfigStore configStore, QueueServiceClient queues, TimeProvider clock, ILogger<Levels> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Meter meter = new(Signals.Name);
    private volatile Reading? last;

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Gauge("patterns.dead_letters", "{message}", "What could not be processed and was not replayed.", reading => reading.DeadLetters);
        Gauge("patterns.sends.unknown", "{reply}", "Replies that may or may not have reached the customer.", reading => reading.Unknown);
        Gauge("patterns.review.waiting", "{item}", "What waits for an operator.", reading => reading.Waiting);
        Gauge("patterns.review.oldest_seconds", "s", "For how long the oldest of that has waited.", reading => reading.OldestSeconds);
        Gauge("patterns.model.budget_used", "1", "The spent part of the day's budget for the model.", reading => reading.BudgetUsed);
        meter.CreateObservableGauge(
            "patterns.queue.oldest_seconds", () => last?.Queues.Select(queue => new Measurement<double>(queue.Value, new KeyValuePair<string, object?>("queue", queue.Key))) ?? [],
            "s", "For how long the first message of a queue could have been taken.");

        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                last = await ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or RequestFailedException or AggregateException)
            {
                last = null;
                LogUnknown(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var budget = (double)(await configStore.ReadAsync(cancellationToken)).AiDailyBudgetUsd;
        var ages = await ReadQueuesAsync(cancellationToken);
        return (await dataSource.Command("""
            SELECT (SELECT count(*) FROM dead_letters WHERE replayed_at IS NULL),
                   (SELECT count(*) FROM outbound_replies WHERE status = 'unknown'),
                   count(*), coalesce(extract(epoch FROM $1 - min(created_at)), 0)::float8,
                   (SELECT coalesce(sum(spent_usd), 0)::float8 FROM ai_spending WHERE day = $2)
            FROM pattern_execution_queue
            WHERE status = 'pending' AND expires_at > $1
            """, now, DateOnly.FromDateTime(now.UtcDateTime)).FirstOrDefaultAsync(
            reader => new Reading(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDouble(3),
                budget > 0 ? reader.GetDouble(4) / budget : 0, ages),
            cancellationToken))!;
    }

    private async Task<Dictionary<string, double>> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> ages = [];
        foreach (var name in WorkQueues.All)
        {
            try
            {
                PeekedMessage? first = await queues.GetQueueClient(name).PeekMessageAsync(cancellationToken);
                // By the wall's clock: ours may be a simulated one.
                ages[name] = first is null ? 0 : Math.Max(0, (TimeProvider.System.GetUtcNow() - DueAt(first)).TotalSeconds);
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                ages[name] = 0;
            }
        }

        return ages;
    }

    private static DateTimeOffset DueAt(PeekedMessage message)
    {
        try
        {
            // Not since when it lies there: many are sent to be taken later.
            var work = JsonElement.Parse(Convert.FromBase64String(message.Body.ToString()));
            return work.TryGetProperty(nameof(WorkMessage.DueAt), out var due) ? due.GetDateTimeOffset() : message.InsertedOn ?? DateTimeOffset.MaxValue;
        }
        catch (Exception notOurs) when (notOurs is FormatException or JsonException or InvalidOperationException)
        {
            return message.InsertedOn ?? DateTimeOffset.MaxValue;
        }
    }

    private void Gauge(string name, string unit, string description, Func<Reading, double> value) => meter.CreateObservableGauge(
        name, () => last is { } reading ? [new Measurement<double>(value(reading))] : Array.Empty<Measurement<double>>(), unit, description);

    private sealed record Reading(
        long DeadLetters, long Unknown, long Waiting, double OldestSeconds, double BudgetUsed, Dictionary<string, double> Queues);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits could not be looked up ({Error}).")]
    private partial void LogUnknown(string error);
}
