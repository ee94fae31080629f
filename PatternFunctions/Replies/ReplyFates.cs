using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>What became of texts that operators approved.</summary>
public sealed class ReplyFates(NpgsqlDataSource dataSource)
{
    /// <param name="questionId">As it stands in the queue.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Of the latest text that a person gave out as the answer; null if there is none.</returns>
    public Task<ReplyFate?> FindAsync(long questionId, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT r.conversation_id, r.kind, r.status, r.reason, r.finished_at,
                   (SELECT back.reason
                    FROM pattern_execution_queue back
                    WHERE back.execution_id = r.execution_id AND back.id > q.id AND back.status = 'pending')
            FROM pattern_execution_queue q
            JOIN outbound_replies r ON r.execution_id = q.execution_id
            WHERE q.id = $1 AND r.kind <> 'auto'
            ORDER BY r.id DESC
            LIMIT 1
            """, questionId).FirstOrDefaultAsync(Read, cancellationToken);

    private static ReplyFate Read(NpgsqlDataReader reader)
    {
        var (status, reason) = (reader.GetString(2), reader.Nullable<string>(3));
        return new ReplyFate
        {
            ConversationId = reader.GetInt64(0),
            Kind = reader.GetString(1),
            Status = status,
            IsTakenBack = status is "cancelled" && reason is "operator_cancelled",
            At = reader.Nullable<DateTimeOffset?>(4),
            Sentence = status is "failed" ? FailureSentence.Of(reason ?? "") : reader.Nullable<string>(5),
        };
    }
}

public sealed record ReplyFate
{
    public required long ConversationId { get; init; }

    /// <summary>approved or modified.</summary>
    public required string Kind { get; init; }

    /// <summary>scheduled, sending, unknown, sent, failed or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>By a person, before it went out.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>When it was sent, or was not; UTC. Null while it is under way.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why it was not sent, if that is known.</summary>
    public string? Sentence { get; init; }
}
