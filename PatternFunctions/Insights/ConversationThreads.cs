using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Conversations with what became of each text.</summary>
public sealed class ConversationThreads(NpgsqlDataSource dataSource)
{
    /// <returns>The newest so many, oldest first.</returns>
    public async Task<IReadOnlyList<ThreadMessage>> ReadAsync(long conversationId, int limit, CancellationToken cancellationToken)
    {
        var messages = await dataSource.Command("""
            SELECT m.id, m.sender, m.text, m.media_count, m.status, m.sent_at, m.burst_id,
                   h.pattern_id, h.execution_mode, h.would_mode, h.outcome, h.operator, h.response, h.reasons::text, h.confidence,
                   r.kind, sent.operator, sent.response, sent.pattern_id, o.name,
                   h.id, e.status, e.reason
            FROM conversation_messages m
            LEFT JOIN pattern_execution_history h ON h.message_id = m.id
            LEFT JOIN pattern_learning_examples e ON e.question_message_id = h.message_id
            LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
            LEFT JOIN pattern_execution_history sent ON sent.id = r.execution_id
            LEFT JOIN operators o ON m.sender = 'operator' AND o.openphone_id = m.user_id
            WHERE m.conversation_id = $1
            ORDER BY m.sent_at DESC, m.id DESC
            LIMIT $2
            """, conversationId, limit).ListAsync(Read, cancellationToken);
        messages.Reverse();
        return messages;
    }

    private static ThreadMessage Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Sender = reader.GetString(1),
        Text = reader.GetString(2),
        MediaCount = reader.GetInt32(3),
        Status = reader.GetString(4),
        SentAt = reader.GetFieldValue<DateTimeOffset>(5),
        QuestionId = reader.Nullable<string>(6),
        Question = reader.IsDBNull(8) ? null : new ThreadQuestion(
            reader.Nullable<long?>(7), reader.GetString(8), reader.GetString(9), reader.GetString(10), reader.Nullable<string>(11),
            reader.Nullable<string>(12), reader.GetString(13), reader.Nullable<decimal?>(14), reader.GetInt64(20),
            reader.Nullable<string>(21) is { } status ? new ExampleFate(status, reader.Nullable<string>(22)) : null),
        Reply = reader.IsDBNull(15) ? null : new ThreadReply(
            reader.GetString(15), reader.Nullable<string>(16), reader.Nullable<string>(17), reader.Nullable<long?>(18)),
        Writer = reader.Nullable<string>(19),
    };
}

/// <summary>A text, with the decision that it led to, or that led to it.</summary>
public sealed record ThreadMessage
{
    public required string Id { get; init; }

    /// <summary>customer, operator, automation or system.</summary>
    public required string Sender { get; init; }

    /// <summary>The operator's name, if it is known.</summary>
    public string? Writer { get; init; }

    public required string Text { get; init; }

    public required int MediaCount { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The first message of the question that it is a part of.</summary>
    public string? QuestionId { get; init; }

    /// <summary>On a question's first text.</summary>
    public ThreadQuestion? Question { get; init; }

    /// <summary>Of a text that went out from here.</summary>
    public ThreadReply? Reply { get; init; }
}

/// <param name="Mode">auto, suggest, queue or shadow.</param>
/// <param name="Would">What it would have been without shadow mode.</param>
/// <param name="Response">What was, or would have been, proposed.</param>
/// <param name="Reasons">The explanation, as JSON.</param>
/// <param name="Confidence">The pattern's, at that time.</param>
/// <param name="ExecutionId">Of the decision.</param>
/// <param name="Example">What the answer taught; null while nothing was made of one.</param>
public sealed record ThreadQuestion(
    long? PatternId, string Mode, string Would, string Outcome, string? Operator, string? Response, string Reasons, decimal? Confidence,
    long ExecutionId, ExampleFate? Example);

/// <param name="Kind">auto, approved or modified.</param>
/// <param name="Operator">Who approved or changed it.</param>
/// <param name="Proposed">As the pattern had it.</param>
public sealed record ThreadReply(string Kind, string? Operator, string? Proposed, long? PatternId);
