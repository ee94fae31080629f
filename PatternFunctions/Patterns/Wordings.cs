using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Whose words are whose: a wording belongs to one pattern, and a retired one does not keep its words to itself.</summary>
public static class Wordings
{
    public const string Manual = "manual";

    /// <summary>An operator approved the pattern's answer to these words.</summary>
    public const string Approved = "approved";

    /// <summary>An operator gave the pattern's answer to these words, unasked.</summary>
    public const string Answered = "answered";

    public const string Canonical = "canonical";

    /// <param name="connection">Within the transaction that gives the reason for it.</param>
    /// <param name="wording">Of a pattern that is not retired.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the words are the pattern's now; false if they are another one's.</returns>
    public static async Task<bool> TakeAsync(
        NpgsqlConnection connection, NewWording wording, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wording);
        await FreeAsync(connection, wording.Signature, cancellationToken);
        await connection.Command("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, example_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (signature) DO UPDATE
            SET source = EXCLUDED.source, example_id = EXCLUDED.example_id
            WHERE pattern_signatures.pattern_id = EXCLUDED.pattern_id AND EXCLUDED.source = 'manual'
            """, wording.Signature, wording.PatternId, wording.Text, wording.Source, wording.ExampleId, now).ExecuteAsync(cancellationToken);
        return await OwnerAsync(connection, wording.Signature, cancellationToken) == wording.PatternId;
    }

    /// <summary>
    /// A customer's words to which an operator has approved the pattern's answer are its own from then on; not so "yes
    /// please" and "and tomorrow?", which mean something else in each conversation, nor the words of a retired pattern.
    /// </summary>
    public static void AddApproval(NpgsqlBatch batch, long patternId, string customerMessage, DateTimeOffset now)
    {
        if (ProposalValidator.IsGeneric(customerMessage))
        {
            return;
        }

        var signature = PatternSignature.Of(customerMessage);
        batch.Add("""
            DELETE FROM pattern_signatures s
            USING decision_patterns p
            WHERE s.signature = $1 AND p.id = s.pattern_id AND p.deleted_at IS NOT NULL
              AND EXISTS (SELECT FROM decision_patterns WHERE id = $2 AND deleted_at IS NULL)
            """, signature, patternId);
        batch.Add("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
            SELECT $1, id, $3, $4, $5
            FROM decision_patterns
            WHERE id = $2 AND deleted_at IS NULL
            ON CONFLICT (signature) DO NOTHING
            """, signature, patternId, customerMessage, Approved, now);
    }

    /// <summary>Takes back what <see cref="AddApproval"/> added at that time.</summary>
    public static Task ForgetApprovalAsync(
        NpgsqlConnection connection, long patternId, string customerMessage, DateTimeOffset addedAt, CancellationToken cancellationToken) =>
        connection.Command(
            "DELETE FROM pattern_signatures WHERE signature = $1 AND pattern_id = $2 AND source = $3 AND created_at = $4",
            PatternSignature.Of(customerMessage), patternId, Approved, addedAt).ExecuteAsync(cancellationToken);

    public static Task FreeAsync(NpgsqlConnection connection, string signature, CancellationToken cancellationToken) =>
        connection.Command("""
            DELETE FROM pattern_signatures s
            USING decision_patterns p
            WHERE s.signature = $1 AND p.id = s.pattern_id AND p.deleted_at IS NOT NULL
            """, signature).ExecuteAsync(cancellationToken);

    /// <returns>The pattern, retired or not, whose words these are; 0 for none.</returns>
    public static Task<long> OwnerAsync(NpgsqlConnection connection, string signature, CancellationToken cancellationToken) =>
        connection.Command("SELECT pattern_id FROM pattern_signatures WHERE signature = $1", signature).ScalarAsync<long>(cancellationToken);
}
