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
    /// meanwhile is not overwritten. What those lose that reach the floor is what they had: they are only marked at first, by
    /// their time, so that it can still be read; their confidence follows.
    /// </summary>
    private static async Task<int> DecayAsync(
        NpgsqlConnection connection, DateTimeOffset now, DateOnly today, int days, LearningConfig config, CancellationToken cancellationToken)
    {
        const string LastUse = "COALESCE(p.last_used_at, p.created_at)";
        // Of a pattern that was used before the last run, every day since then counts; of another, those after its use. Written
        // out for both: what the many lose is then computed once, and not for each of them.
        static string OfDays(string before) => $"CASE WHEN {LastUse} < $6 THEN {before} $5 ELSE {before} ($1 - 1 - ({LastUse} AT TIME ZONE 'UTC')::date) END";
        var staysAbove = $"p.confidence_score > {OfDays("$4 + $3 *")}";
        var (daily, floor) = (decimal.Round(config.ConfidenceDecayDaily, 4), decimal.Round(config.ConfidenceDecayFloor, 4));
        // What the update returns is gathered in memory: 128 MB hold a million patterns, and the default writes files from some ten thousand.
        await connection.Command("SET LOCAL work_mem = '128MB'").ExecuteAsync(cancellationToken);
        var night = await connection.Command($"""
            WITH lessened AS (
                UPDATE decision_patterns p
                SET confidence_score = p.confidence_score - CASE WHEN {staysAbove} THEN {OfDays("$3 *")} ELSE 0 END,
                    updated_at = CASE WHEN {staysAbove} THEN $2 ELSE $2 - interval '1 microsecond' END
                WHERE $3 > 0 AND p.deleted_at IS NULL AND p.confidence_score > $4 AND {LastUse} < $7
                RETURNING p.id, p.version, (p.confidence_score * 10000)::integer AS score, {OfDays("$8 *")} AS loss, p.updated_at < $2 AS ends
            ), gathered AS (
                SELECT id / 256 AS block, array_agg((id % 256)::smallint) AS places, array_agg(version) AS versions,
                       array_agg(CASE WHEN ends THEN score - $9 ELSE loss END::smallint) AS losses, array_agg(CASE WHEN ends THEN $9 ELSE score END::smallint) AS scores,
                       count(*) AS patterns, sum(CASE WHEN ends THEN score - $9 ELSE loss END) AS lost
                FROM lessened
                GROUP BY id / 256
            ), noted AS (
                INSERT INTO decay_blocks (block, day, places, versions, losses, scores)
                SELECT block, $1, places, versions, losses, scores
                FROM gathered
            )
            UPDATE decay_runs
            SET (patterns_decayed, confidence_lost) = (SELECT COALESCE(sum(patterns), 0), COALESCE(sum(lost), 0) / 10000.0 FROM gathered)
            WHERE day = $1
            RETURNING patterns_decayed, ARRAY(SELECT id FROM lessened WHERE ends)
            """, today, now, daily, floor, days, Midnight(today.AddDays(-days)), Midnight(today.AddDays(-1)), TenThousandths(daily), TenThousandths(floor))
            .FirstOrDefaultAsync(reader => new Night(reader.GetInt32(0), reader.GetFieldValue<long[]>(1)), cancellationToken);
        if (night!.Ended.Length > 0)
        {
            await connection.Command("UPDATE decision_patterns SET confidence_score = $2, updated_at = $3 WHERE id = ANY ($1)", night.Ended, floor, now)
                .ExecuteAsync(cancellationToken);
        }

        return night.Decayed;
    }

    private static int TenThousandths(decimal fraction) => (int)(fraction * 10_000);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <param name="Decayed">How many patterns.</param>
    /// <param name="Ended">Those of them that reach the floor.</param>
    private sealed record Night(int Decayed, long[] Ended);

    [LoggerMessage(Level = LogLevel.Information, Message = "Decay of {Day}: {Patterns} unused patterns lost confidence.")]
    private partial void LogDecayed(DateOnly day, int patterns);
}
