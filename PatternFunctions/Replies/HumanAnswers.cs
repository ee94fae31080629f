using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// Keeps what a person answered beside what the app had proposed, or would have said in shadow mode: evidence, before
/// anybody lets it answer.
/// </summary>
public static class HumanAnswers
{
    /// <param name="connection">Within the transaction that keeps the pair.</param>
    /// <param name="messageIds">The customer's texts that were answered.</param>
    /// <param name="answer">The person's texts, as one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task CompareAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> messageIds, string answer, CancellationToken cancellationToken)
    {
        var responses = await connection.Command("""
            SELECT id, response
            FROM pattern_execution_history
            WHERE message_id = ANY ($1) AND response IS NOT NULL
              AND outcome IN ('pending', 'observed', 'expired', 'superseded', 'cancelled')
            """, (object)messageIds.ToArray()).ListAsync(reader => (Id: reader.GetInt64(0), Text: reader.GetString(1)), cancellationToken);
        foreach (var (id, text) in responses)
        {
            var agreement = Agreement.Between(text, answer);
            await connection.Command("""
                UPDATE pattern_execution_history
                SET human_response = $2, human_similarity = $3, human_agrees = $4
                WHERE id = $1
                """, id, answer, agreement.Similarity, agreement.Agrees).ExecuteAsync(cancellationToken);
        }
    }
}
