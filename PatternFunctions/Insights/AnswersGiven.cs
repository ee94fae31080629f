using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Who answered questions, whatever had been decided about them, and what that taught.</summary>
public sealed class AnswersGiven(NpgsqlDataSource dataSource)
{
    /// <summary>A text of a day later answers something else.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <returns>By execution; without those whose texts are no longer kept.</returns>
    public async Task<IReadOnlyDictionary<long, AnswerGiven>> OfAsync(IEnumerable<long> executionIds, CancellationToken cancellationToken) =>
        (await dataSource.Command("""
            SELECT h.id, a.sent_at, a.sender, COALESCE(sent.operator, o.name), e.status, e.reason
            FROM pattern_execution_history h
            JOIN conversation_messages q ON q.id = h.message_id
            LEFT JOIN LATERAL (
                SELECT m.id, m.sent_at, m.sender, m.user_id
                FROM conversation_messages m
                WHERE m.conversation_id = h.conversation_id AND m.sender IN ('operator', 'automation')
                  AND m.sent_at > q.sent_at AND m.sent_at < q.sent_at + $2
                ORDER BY m.sent_at, m.id
                LIMIT 1
            ) a ON true
            LEFT JOIN outbound_replies r ON r.openphone_message_id = a.id AND r.kind <> 'auto'
            LEFT JOIN pattern_execution_history sent ON sent.id = r.execution_id
            LEFT JOIN operators o ON a.sender = 'operator' AND o.openphone_id = a.user_id
            LEFT JOIN pattern_learning_examples e ON e.question_message_id = h.message_id
            WHERE h.id = ANY ($1)
            """, executionIds.ToArray(), Window).ListAsync(
            reader => (Id: reader.GetInt64(0), Answer: new AnswerGiven(
                reader.Nullable<DateTimeOffset?>(1), reader.Nullable<string>(2), reader.Nullable<string>(3),
                reader.Nullable<string>(4) is { } status ? new ExampleFate(status, reader.Nullable<string>(5)) : null)),
            cancellationToken))
        .ToDictionary(row => row.Id, row => row.Answer);
}

/// <param name="At">Null if nobody has answered.</param>
/// <param name="Sender">operator or automation.</param>
/// <param name="Operator">Who wrote or approved it, if that is known.</param>
/// <param name="Example">Null while nothing was made of the answer.</param>
public sealed record AnswerGiven(DateTimeOffset? At, string? Sender, string? Operator, ExampleFate? Example);

/// <param name="Status">Of <c>pattern_learning_examples</c>.</param>
/// <param name="Reason">Why it teaches nothing: a code, or a sentence.</param>
public sealed record ExampleFate(string Status, string? Reason);
