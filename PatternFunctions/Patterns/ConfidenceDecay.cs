using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Patterns;

/// <summary>
/// Each full UTC day without use costs a pattern <c>confidence_decay_daily</c>, down to <c>confidence_decay_floor</c>. A run stands for the UTC day before it;
/// a day counts once however often the timer fires, and days without a run are made up for by the next.
/// </summary>
public sealed partial class ConfidenceDecay(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<ConfidenceDecay> logger)
{
    /// <returns>How many patterns lost confidence; null if the day has been done before.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        // The day's row is the lock: a second run waits for the first and then finds the day done.
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var isFirst = await connection.Command("""
            INSERT INTO decay_runs (day, patterns_decayed, ran_at)
            SELECT $1, 0, $2
            WHERE NOT EXISTS (SELECT FROM decay_runs WHERE day >= $1)
            ON CONFLICT (day) DO NOTHING
            """, today, now).ExecuteAsync(cancellationToken) == 1;
        if (!isFirst)
        {
            return null;
        }

        // Nothing can be used while the app is disabled, so such a day costs nothing, now or later.
        var step = config.Enabled ? config.ConfidenceDecayDaily : 0m;

        // Days without use since the last run, as in ConfidenceRule.UnusedDays, for all patterns at once.
        var decayed = await connection.Command("""
            WITH unused AS (
                SELECT p.id,
                       LEAST(p.confidence_score - $4, $3 * ($1 - GREATEST(
                           (SELECT COALESCE(max(day), $1 - 1) FROM decay_runs WHERE day < $1),
                           (COALESCE(p.last_used_at, p.created_at) AT TIME ZONE 'UTC')::date + 1))) AS loss
                FROM decision_patterns p
                WHERE p.deleted_at IS NULL AND p.confidence_score > $4
            ), decayed AS (
                UPDATE decision_patterns p
                SET confidence_score = p.confidence_score - u.loss, updated_at = $2
                FROM unused u
                WHERE p.id = u.id AND u.loss > 0
                RETURNING p.id, p.version, u.loss, p.confidence_score
            ), noted AS (
                INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor, created_at)
                SELECT id, version, 'decayed', -loss, confidence_score, 'schedule', $2
                FROM decayed
                RETURNING 1
            )
            UPDATE decay_runs
            SET patterns_decayed = (SELECT count(*) FROM noted), confidence_lost = (SELECT COALESCE(sum(loss), 0) FROM decayed)
            WHERE day = $1
            RETURNING patterns_decayed
            """, today, now, step, config.ConfidenceDecayFloor).ScalarAsync<int>(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Signals.ConfidenceMoved("decayed", decayed);
        LogDecayed(today, decayed);
        return decayed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Decay of {Day}: {Patterns} unused patterns lost confidence.")]
    private partial void LogDecayed(DateOnly day, int patterns);
}
