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

    /// <summary>Within a round trip with others: the undecided texts of the messages' conversations, and those that <see cref="TakeAsync"/> may join with them.</summary>
    public static void AddTo(NpgsqlBatch batch, string[] messageIds) =>
        batch.Add($"""
            SELECT {CustomerText.Columns}, m.conversation_id
            FROM (
                SELECT DISTINCT conversation_id
                FROM conversation_messages
                WHERE id = ANY (ARRAY(SELECT unnest($1)))
            ) asked
            CROSS JOIN LATERAL (
                SELECT min(u.sent_at) AS first, max(u.sent_at) AS last
                FROM conversation_messages u
                WHERE u.conversation_id = asked.conversation_id AND u.sender = 'customer' AND u.processed_at IS NULL
            ) undecided
            JOIN conversation_messages m ON m.conversation_id = asked.conversation_id
            WHERE m.sender = 'customer' AND m.sent_at BETWEEN undecided.first - $2 AND undecided.last + $2
            ORDER BY m.sent_at, m.id
            """, messageIds, LongestReach);

    /// <param name="all">As <see cref="AddTo"/> reads them, of one conversation; at least one is undecided.</param>
    public static async Task<IReadOnlyList<Question>> TakeAsync(
        NpgsqlConnection connection, IReadOnlyList<CustomerText> all, TimeSpan window, CancellationToken cancellationToken)
    {
        var texts = WithinReach(all, window);
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

    /// <returns>What <see cref="TakeAsync"/> would take if that is a single question of which nothing has been decided before; else null.</returns>
    public static Question? Single(IReadOnlyList<CustomerText> all, TimeSpan window) =>
        Question.Group(WithinReach(all, window), window).Where(burst => burst.Texts.Any(text => text.QuestionId is null)).ToList() is [var only]
        && only.Texts.All(text => text.QuestionId is null)
            ? only
            : null;

    private static List<CustomerText> WithinReach(IReadOnlyList<CustomerText> all, TimeSpan window)
    {
        var reach = LongestBurst * window;
        var first = all.First(text => !text.IsProcessed).SentAt - reach;
        var last = all.Last(text => !text.IsProcessed).SentAt + reach;
        return [.. all.Where(text => text.SentAt >= first && text.SentAt <= last)];
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
