using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>What a group knows goes to the pattern that it becomes: its examples, and its common wordings.</summary>
internal static class StagedEvidence
{
    private const int MostWordings = 20;

    /// <summary>Whose words alone a wording is may have said more about themselves than about the question.</summary>
    private const int FewestCustomers = 2;

    public static async Task GiveAsync(NpgsqlConnection connection, long stagingId, long patternId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await connection.Command("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
            SELECT pattern_signature, $2, min(customer_message), 'imported', $3
            FROM pattern_learning_examples
            WHERE staging_id = $1
            GROUP BY pattern_signature
            HAVING count(DISTINCT conversation_id) >= $4
            ORDER BY count(*) DESC, pattern_signature
            LIMIT $5
            ON CONFLICT (signature) DO NOTHING
            """, stagingId, patternId, now, FewestCustomers, MostWordings).ExecuteAsync(cancellationToken);
        await connection.Command("UPDATE pattern_learning_examples SET status = 'evidence', pattern_id = $2 WHERE staging_id = $1", stagingId, patternId)
            .ExecuteAsync(cancellationToken);
    }
}
