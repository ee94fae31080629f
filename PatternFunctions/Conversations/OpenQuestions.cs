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

    /// <summary>The reach at the largest <c>burst_window_seconds</c>, so that the texts are read with the settings and not after them.</summary>
    private static readonly TimeSpan LongestReach = LongestBurst * TimeSpan.FromSeconds(120);

    /// <summary>Within a round trip with others: the undecided texts of a message's conversation, and those that <see cref="TakeAsync"/> may join with them.</summary>
    public static void AddTo(NpgsqlBatch batch, string messageId) =>
        batch.Add($"""
            WITH undecided AS (
                SELECT conversation_id, min(sent_at) AS first, max(sent_at) AS last
                FROM conversation_messages
                WHERE conversation_id = (SELECT conversation_id FROM conversation_messages WHERE id = $1)
                  AND sender = 'customer' AND processed_at IS NULL
                GROUP BY conversation_id
            )
            SELECT {CustomerText.Columns}
            FROM conversation_messages
            JOIN undecided USING (conversation_id)
            WHERE sender = 'customer' AND sent_at BETWEEN first - $2 AND last + $2
            ORDER BY sent_at, id
            """, messageId, LongestReach);

    /// <param name="all">As <see cref="AddTo"/> reads them; at least one is undecided.</param>
    public static async Task<IReadOnlyList<Question>> TakeAsync(
        NpgsqlConnection connection, IReadOnlyList<CustomerText> all, TimeSpan window, CancellationToken cancellationToken)
    {
        var reach = LongestBurst * window;
        var first = all.First(text => !text.IsProcessed).SentAt - reach;
        var last = all.Last(text => !text.IsProcessed).SentAt + reach;
        var texts = all.Where(text => text.SentAt >= first && text.SentAt <= last).ToList();

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
