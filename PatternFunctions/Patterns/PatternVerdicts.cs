using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Moves a pattern's confidence, counts and evidence by one verdict, within the caller's transaction.</summary>
public static class PatternVerdicts
{
    /// <param name="version">The version that was judged: evidence belongs to it, even if another is current by now.</param>
    public static async Task RecordAsync(
        NpgsqlConnection connection, PatternUse use, OperatorVerdict verdict, LearningConfig config, string actor,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await connection
            .Command("SELECT confidence_score FROM decision_patterns WHERE id = $1 FOR UPDATE", use.PatternId)
            .ScalarAsync<decimal>(cancellationToken);
        var change = ConfidenceRule.Apply(before, verdict, config);
        await connection.Command("""
            WITH judged AS (
                UPDATE decision_patterns
                SET confidence_score = $2,
                    success_count = success_count + ($6 = 'approved')::int,
                    modified_count = modified_count + ($6 = 'modified')::int,
                    rejected_count = rejected_count + ($6 = 'rejected')::int,
                    auto_executable = auto_executable AND NOT ($6 = 'rejected' AND $9),
                    last_used_at = GREATEST(last_used_at, $8),
                    updated_at = $8
                WHERE id = $1
            ), version_judged AS (
                UPDATE pattern_versions
                SET approved_count = approved_count + ($6 = 'approved')::int,
                    modified_count = modified_count + ($6 = 'modified')::int,
                    rejected_count = rejected_count + ($6 = 'rejected')::int
                WHERE pattern_id = $1 AND version = $4
            )
            INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, execution_id, actor, created_at)
            VALUES ($1, $4, $6, $3, $2, $5, $7, $8)
            """, use.PatternId, change.Confidence, change.Delta, use.Version, use.ExecutionId, Name(verdict), actor, now, false)
            .ExecuteAsync(cancellationToken);
    }
}
