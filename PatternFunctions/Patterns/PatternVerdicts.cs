using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Patterns;

/// <summary>Moves a pattern's confidence, counts and evidence by one judgement of one use, within the caller's transaction.</summary>
public static class PatternVerdicts
{
    private const string Record = """
        WITH pattern AS (
            UPDATE decision_patterns
            SET confidence_score = $2,
                success_count = success_count + ($6 IN ('approved', 'confirmed'))::int,
                modified_count = modified_count + ($6 = 'modified')::int,
                rejected_count = rejected_count + ($6 IN ('rejected', 'contradicted'))::int,
                auto_executable = auto_executable AND $6 <> 'contradicted',
                last_used_at = CASE WHEN $6 = 'confirmed' THEN last_used_at ELSE GREATEST(last_used_at, $8) END,
                updated_at = $8
            WHERE id = $1
        ), version AS (
            UPDATE pattern_versions
            SET approved_count = approved_count + ($6 IN ('approved', 'confirmed'))::int,
                modified_count = modified_count + ($6 = 'modified')::int,
                rejected_count = rejected_count + ($6 IN ('rejected', 'contradicted'))::int
            WHERE pattern_id = $1 AND version = $4
        )
        INSERT INTO confidence_changes (pattern_id, version, kind, delta, confidence, execution_id, actor, created_at)
        VALUES ($1, $4, $6, $3, $2, $5, $7, $8)
        """;

    /// <summary>
    /// An operator's verdict, for a round trip with what else follows from it. Evidence belongs to the version that was judged,
    /// even if another is current by now. A unique violation says that this execution has been judged before.
    /// </summary>
    /// <param name="before">The pattern's confidence, whose row the caller has locked.</param>
    public static void AddTo(
        NpgsqlBatch batch, PatternUse use, OperatorVerdict verdict, decimal before, LearningConfig config, string actor, DateTimeOffset now) =>
        batch.Add(Record, Values(use, verdict.ToString().ToLowerInvariant(), ConfidenceRule.Apply(before, verdict, config), actor, now));

    /// <summary>An automatic reply was wrong: that counts as a rejection, and the pattern answers by itself no more.</summary>
    public static Task ContradictAsync(
        NpgsqlConnection connection, PatternUse use, LearningConfig config, string actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        WriteAsync(
            connection, use, "contradicted", before => ConfidenceRule.Apply(before, OperatorVerdict.Rejected, config), actor, now,
            cancellationToken);

    /// <summary>Nobody has contradicted an automatic reply: a success. Confidence moves only by what people say, so it stays.</summary>
    public static Task ConfirmAsync(
        NpgsqlConnection connection, PatternUse use, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(connection, use, "confirmed", before => new ConfidenceChange(before, 0), actor, now, cancellationToken);

    /// <summary>
    /// As if the verdict had not been given: what it moved and counted goes back, and the use can be judged anew. A verdict that
    /// moved nothing, since the use had been judged before, leaves the earlier one as it is.
    /// </summary>
    /// <param name="givenAt">The verdict's time, to the microsecond.</param>
    public static async Task UndoAsync(
        NpgsqlConnection connection, long executionId, DateTimeOffset givenAt, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var judged = await connection.Command("""
            UPDATE confidence_changes c
            SET execution_id = NULL, kind = 'undone'
            FROM confidence_changes given
            WHERE c.execution_id = $1 AND c.created_at = $2 AND given.id = c.id AND given.kind IN ('approved', 'modified')
            RETURNING c.pattern_id, c.version, given.kind, c.delta
            """, executionId, givenAt).FirstOrDefaultAsync(
            reader => new Judgement(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetDecimal(3)), cancellationToken);
        if (judged is null)
        {
            return;
        }

        var change = ConfidenceRule.Undo(await LockAsync(connection, judged.PatternId, cancellationToken), judged.Delta);
        await connection.Command("""
            WITH pattern AS (
                UPDATE decision_patterns
                SET confidence_score = $2,
                    success_count = success_count - ($5 = 'approved')::int,
                    modified_count = modified_count - ($5 = 'modified')::int,
                    updated_at = $7
                WHERE id = $1
            ), version AS (
                UPDATE pattern_versions
                SET approved_count = approved_count - ($5 = 'approved')::int,
                    modified_count = modified_count - ($5 = 'modified')::int
                WHERE pattern_id = $1 AND version = $4
            )
            INSERT INTO confidence_changes (pattern_id, version, kind, delta, confidence, actor, created_at)
            VALUES ($1, $4, 'undone', $3, $2, $6, $7)
            """, judged.PatternId, change.Value, change.Delta, judged.Version, judged.Kind, actor, now).ExecuteAsync(cancellationToken);
        Signals.ConfidenceMoved("undone");
    }

    private static Task<decimal> LockAsync(NpgsqlConnection connection, long patternId, CancellationToken cancellationToken) =>
        connection.Command("SELECT confidence_score FROM decision_patterns WHERE id = $1 FOR NO KEY UPDATE", patternId)
            .ScalarAsync<decimal>(cancellationToken);

    private static async Task WriteAsync(
        NpgsqlConnection connection, PatternUse use, string kind, Func<decimal, ConfidenceChange> move, string actor,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = move(await LockAsync(connection, use.PatternId, cancellationToken));
        await connection.Command(Record, Values(use, kind, change, actor, now)).ExecuteAsync(cancellationToken);
        Signals.ConfidenceMoved(kind);
    }

    private static object?[] Values(PatternUse use, string kind, ConfidenceChange change, string actor, DateTimeOffset now) =>
        [use.PatternId, change.Value, change.Delta, use.Version, use.ExecutionId, kind, actor, now];

    private sealed record Judgement(long PatternId, int Version, string Kind, decimal Delta);
}
