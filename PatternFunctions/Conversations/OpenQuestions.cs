using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// Gathers the texts that are still to be decided into questions. A text that comes late may belong to a question that
/// is decided: while nobody has acted upon that decision it is taken back, and the whole question decided anew.
/// </summary>
internal static class OpenQuestions
{
    /// <summary>How many pauses a burst reaches to either side of the undecided texts, at most.</summary>
    private const int LongestBurst = 100;

    /// <param name="undecided">In the order of their own timestamps; at least one.</param>
    public static async Task<IReadOnlyList<Question>> TakeAsync(
        NpgsqlConnection connection, long conversationId, IReadOnlyList<CustomerText> undecided, TimeSpan window,
        CancellationToken cancellationToken)
    {
        var reach = LongestBurst * window;
        var texts = await connection.Command($"""
            SELECT {CustomerText.Columns}
            FROM conversation_messages
            WHERE conversation_id = $1 AND sender = 'customer' AND sent_at BETWEEN $2 AND $3
            ORDER BY sent_at, id
            """, conversationId, undecided[0].SentAt - reach, undecided[^1].SentAt + reach)
            .ListAsync(CustomerText.Read, cancellationToken);

        List<Question> questions = [];
        foreach (var burst in Question.Group(texts, window).Where(burst => burst.Texts.Any(text => text.QuestionId is null)))
        {
            var decided = burst.Texts.Select(text => text.QuestionId).OfType<string>().Distinct().ToArray();
            questions.AddRange(decided.Length == 0 ? [burst]
                : await TryTakeBackAsync(connection, decided, cancellationToken)
                    ? [new Question([.. texts.Where(text => burst.Texts.Contains(text) || decided.Contains(text.QuestionId))])]
                    : Question.Group([.. burst.Texts.Where(text => text.QuestionId is null)], window));
        }

        return questions;
    }

    /// <returns>False if one of the decisions has had a verdict, or its reply is on its way: then it stands.</returns>
    private static async Task<bool> TryTakeBackAsync(NpgsqlConnection connection, string[] questionIds, CancellationToken cancellationToken)
    {
        // A verdict locks its entry first, too.
        await connection.Command("""
            SELECT q.id
            FROM pattern_execution_queue q
            WHERE q.message_id = ANY ($1)
            FOR UPDATE
            """, (object)questionIds).ExecuteAsync(cancellationToken);
        var isFinal = await connection.Command("""
            SELECT EXISTS (
                SELECT FROM pattern_execution_history h
                LEFT JOIN outbound_replies r ON r.execution_id = h.id
                WHERE h.message_id = ANY ($1)
                  AND (h.outcome NOT IN ('pending', 'observed', 'expired', 'superseded', 'cancelled')
                       OR r.status NOT IN ('scheduled', 'cancelled') OR r.reason = 'operator_cancelled'
                       -- Put aside, or expired, after it had come back with its verdict.
                       OR EXISTS (SELECT FROM confidence_changes e WHERE e.execution_id = h.id)))
            """, (object)questionIds).ScalarAsync<bool>(cancellationToken);
        if (!isFinal)
        {
            await connection.Command("DELETE FROM pattern_execution_history WHERE message_id = ANY ($1)", (object)questionIds)
                .ExecuteAsync(cancellationToken);
        }

        return !isFinal;
    }
}
