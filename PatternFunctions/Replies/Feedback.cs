using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Replies;

/// <summary>
/// Judges automatic replies by what follows them: contradicted within a day, they count as rejected; else they count as
/// a success when the day is over. Once each, whatever comes twice or late.
/// </summary>
public sealed partial class Feedback(NpgsqlDataSource dataSource, ConfigStore configStore, TimeProvider clock, ILogger<Feedback> logger)
{
    public const string Actor = "feedback";

    private const int Batch = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Events come a little late.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Looks at the conversation's automatic replies of the last day. The caller has locked the conversation.</summary>
    public static async Task JudgeAsync(
        NpgsqlConnection connection, long conversationId, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var replies = await connection.Command("""
            SELECT h.id, h.customer_message, r.text, m.sent_at
            FROM pattern_execution_history h
            JOIN outbound_replies r ON r.execution_id = h.id AND r.kind = 'auto' AND r.status = 'sent'
            JOIN conversation_messages m ON m.id = r.openphone_message_id
            WHERE h.conversation_id = $1 AND h.outcome = 'sent'
            ORDER BY h.id
            """, conversationId).ListAsync(Read, cancellationToken);
        foreach (var reply in replies)
        {
            var followUps = await ReadFollowUpsAsync(connection, conversationId, reply.SentAt, cancellationToken);
            if (FollowUps.ContradictionIn(reply.Question, reply.Text, followUps) is { } sentence
                && await SettleAsync(connection, reply.ExecutionId, "contradicted", now, cancellationToken) is { } judged)
            {
                Signals.Contradicted();
                if (judged.Use is { } use)
                {
                    await PatternVerdicts.ContradictAsync(connection, use, config, Actor, now, cancellationToken);
                }

                await Handover.TellOperatorsAsync(
                    connection, reply.ExecutionId, $"{sentence} Its pattern answers by itself no more.", now, cancellationToken);
            }
        }
    }

    /// <summary>Ends the day of those that nobody has contradicted.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var config = await configStore.ReadAsync(cancellationToken);
        var due = await dataSource.Command("""
            SELECT h.id, h.conversation_id
            FROM pattern_execution_history h
            JOIN outbound_replies r ON r.execution_id = h.id AND r.kind = 'auto' AND r.status = 'sent'
            JOIN conversation_messages m ON m.id = r.openphone_message_id
            WHERE h.outcome = 'sent' AND m.sent_at <= $1
            ORDER BY h.id
            LIMIT $2
            """, now - Day - Grace, Batch).ListAsync(reader => (Id: reader.GetInt64(0), ConversationId: reader.GetInt64(1)), cancellationToken);
        foreach (var (executionId, conversationId) in due)
        {
            await ConfirmAsync(executionId, conversationId, config, now, cancellationToken);
        }
    }

    private async Task ConfirmAsync(
        long executionId, long conversationId, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT id FROM conversations WHERE id = $1 FOR NO KEY UPDATE", conversationId)
            .ScalarAsync<long>(cancellationToken);
        await JudgeAsync(connection, conversationId, config, now, cancellationToken);
        if (await SettleAsync(connection, executionId, "confirmed", now, cancellationToken) is { } judged)
        {
            if (judged.Use is { } use)
            {
                await PatternVerdicts.ConfirmAsync(connection, use, Actor, now, cancellationToken);
            }

            LogConfirmed(executionId);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Null if it has been judged before.</returns>
    private static Task<Judged?> SettleAsync(
        NpgsqlConnection connection, long executionId, string outcome, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            UPDATE pattern_execution_history
            SET outcome = $2, outcome_at = $3
            WHERE id = $1 AND outcome = 'sent'
            RETURNING id, pattern_id, pattern_version
            """, executionId, outcome, now).FirstOrDefaultAsync(reader => new Judged(UseOf(reader)), cancellationToken);

    private static Task<List<FollowUp>> ReadFollowUpsAsync(
        NpgsqlConnection connection, long conversationId, DateTimeOffset sentAt, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT sender, text
            FROM conversation_messages
            WHERE conversation_id = $1 AND sent_at > $2 AND sent_at <= $3
            ORDER BY sent_at, id
            """, conversationId, sentAt, sentAt + Day).ListAsync(
            reader => new FollowUp(Enum.Parse<MessageSender>(reader.GetString(0), ignoreCase: true), reader.GetString(1)), cancellationToken);

    private static SentAutomatically Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3));

    private static PatternUse? UseOf(NpgsqlDataReader reader) =>
        reader.IsDBNull(1) ? null : new PatternUse(reader.GetInt64(1), reader.GetInt32(2), reader.GetInt64(0));

    private sealed record SentAutomatically(long ExecutionId, string Question, string Text, DateTimeOffset SentAt);

    private sealed record Judged(PatternUse? Use);

    [LoggerMessage(Level = LogLevel.Information, Message = "The automatic reply of execution {ExecutionId} stood for a day.")]
    private partial void LogConfirmed(long executionId);
}
