using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Moves a pattern's confidence, counts and evidence by one verdict, within the caller's transaction.</summary>
public static class PatternVerdicts
{
    /// <summary>Evidence belongs to the version that was judged, even if another is current by now.</summary>
    /// <exception cref="PostgresException">A unique violation: this execution has been judged before.</exception>
    public static async Task RecordAsync(
        NpgsqlConnection connection, PatternUse use, OperatorVerdict verdict, LearningConfig config, string actor,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await connection
            .Command("SELECT confidence_score FROM decision_patterns WHERE id = $1 FOR NO KEY UPDATE", use.PatternId)
            .ScalarAsync<decimal>(cancellationToken);
        var change = ConfidenceRule.Apply(before, verdict, config);
        await connection.Command("""
            WITH pattern AS (
                UPDATE decision_patterns
                SET confidence_score = $2,
                    success_count = success_count + ($6 = 'approved')::int,
                    modified_count = modified_count + ($6 = 'modified')::int,
                    rejected_count = rejected_count + ($6 = 'rejected')::int,
                    last_used_at = GREATEST(last_used_at, $8),
                    updated_at = $8
                WHERE id = $1
            ), version AS (
                UPDATE pattern_versions
                SET approved_count = approved_count + ($6 = 'approved')::int,
                    modified_count = modified_count + ($6 = 'modified')::int,
                    rejected_count = rejected_count + ($6 = 'rejected')::int
                WHERE pattern_id = $1 AND version = $4
            )
            INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, execution_id, actor, created_at)
            VALUES ($1, $4, $6, $3, $2, $5, $7, $8)
            """, use.PatternId, change.Value, change.Delta, use.Version, use.ExecutionId, verdict.ToString().ToLowerInvariant(),
            actor, now).ExecuteAsync(cancellationToken);
    }
}
