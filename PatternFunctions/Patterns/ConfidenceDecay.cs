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
        var days = await connection.Command("""
            INSERT INTO decay_runs (day, patterns_decayed, ran_at)
            SELECT $1, 0, $2
            WHERE NOT EXISTS (SELECT FROM decay_runs WHERE day >= $1)
            ON CONFLICT (day) DO NOTHING
            RETURNING $1 - COALESCE((SELECT max(day) FROM decay_runs WHERE day < $1), $1 - 1)
            """, today, now).ScalarAsync<int?>(cancellationToken);
        if (days is null)
        {
            return null;
        }

        // Nothing can be used while the app is disabled, so such a day costs nothing, now or later.
        var decayed = config.Enabled ? await DecayAsync(connection, now, today, days.Value, config, cancellationToken) : 0;
        await transaction.CommitAsync(cancellationToken);
        Signals.ConfidenceMoved("decayed", decayed);
        LogDecayed(today, decayed);
        return decayed;
    }

    /// <summary>
    /// For all patterns at once what <see cref="ConfidenceRule"/> says of one, each row as it is when its turn comes: a verdict
    /// meanwhile is not overwritten. Those that reach the floor are taken apart, since what they lose is what they had.
    /// </summary>
    private static async Task<int> DecayAsync(
        NpgsqlConnection connection, DateTimeOffset now, DateOnly today, int days, LearningConfig config, CancellationToken cancellationToken)
    {
        // Of a pattern that was used before the last run, every day since then counts; of another, those after its use.
        const string Loss = """
            ($3 * CASE WHEN COALESCE(p.last_used_at, p.created_at) < $6 THEN $5
                       ELSE $1 - 1 - (COALESCE(p.last_used_at, p.created_at) AT TIME ZONE 'UTC')::date END)
            """;
        const string Unused = "p.deleted_at IS NULL AND p.confidence_score > $4 AND COALESCE(p.last_used_at, p.created_at) < $7";
        // What the update returns is gathered in memory: 64 MB hold a million patterns, and the default writes files from some ten thousand.
        await connection.Command("SET LOCAL work_mem = '64MB'").ExecuteAsync(cancellationToken);
        return await connection.Command($"""
            WITH ending AS (
                SELECT p.id, p.confidence_score - $4 AS loss
                FROM decision_patterns p
                WHERE p.confidence_score <= $4 + $3 * $5 AND {Unused} AND p.confidence_score - $4 <= {Loss}
                FOR NO KEY UPDATE
            ), ended AS (
                UPDATE decision_patterns p
                SET confidence_score = $4, updated_at = $2
                FROM ending e
                WHERE p.id = e.id
                RETURNING p.id, p.version, p.confidence_score, e.loss
            ), lessened AS (
                UPDATE decision_patterns p
                SET confidence_score = p.confidence_score - {Loss}, updated_at = $2
                WHERE $3 > 0 AND {Unused} AND p.confidence_score - $4 > {Loss}
                RETURNING p.id, p.version, p.confidence_score, {Loss} AS loss
            ), noted AS (
                INSERT INTO decay_blocks (block, day, places, versions, losses, scores)
                SELECT id / 256, $1, array_agg((id % 256)::smallint), array_agg(version),
                       array_agg((loss * 10000)::smallint), array_agg((confidence_score * 10000)::smallint)
                FROM (SELECT * FROM ended UNION ALL SELECT * FROM lessened) decayed
                GROUP BY id / 256
                RETURNING cardinality(places) AS patterns, (SELECT sum(loss) FROM unnest(losses) AS loss) / 10000.0 AS lost
            )
            UPDATE decay_runs
            SET (patterns_decayed, confidence_lost) = (SELECT COALESCE(sum(patterns), 0), COALESCE(sum(lost), 0) FROM noted)
            WHERE day = $1
            RETURNING patterns_decayed
            """, today, now, decimal.Round(config.ConfidenceDecayDaily, 4), decimal.Round(config.ConfidenceDecayFloor, 4), days,
            Midnight(today.AddDays(-days)), Midnight(today.AddDays(-1))).ScalarAsync<int>(cancellationToken);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    [LoggerMessage(Level = LogLevel.Information, Message = "Decay of {Day}: {Patterns} unused patterns lost confidence.")]
    private partial void LogDecayed(DateOnly day, int patterns);
}
