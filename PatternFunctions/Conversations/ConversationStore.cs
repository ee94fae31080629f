using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// Stores a message once, whatever event, endpoint or format brought it, with all that follows from it at once: whose
/// it is, whether a person has taken over, and what need not be sent any more.
/// </summary>
public sealed class ConversationStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <returns>Null if the system is switched off: then nothing is kept.</returns>
    public async Task<RecordedMessage?> RecordAsync(MessageEvent message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (config, conversationId) = await FindOrAddConversationAsync(connection, message, now, cancellationToken);
        if (!config.Enabled)
        {
            return null;
        }

        var sender = await FindSenderAsync(connection, conversationId, message, config, now, cancellationToken);
        var saved = await MessageRow.SaveAsync(connection, conversationId, sender, message, config, now, cancellationToken);
        if (saved.Message.IsNew)
        {
            await (sender switch
            {
                MessageSender.Customer => Interruptions.ByCustomerAsync(connection, conversationId, message, saved, config, now, cancellationToken),
                MessageSender.Operator => Interruptions.ByOperatorAsync(connection, conversationId, message, saved, config, now, cancellationToken),
                _ => Task.CompletedTask,
            });
            if (saved.WasAnsweredAutomatically)
            {
                // Also a late echo of ours: it may have been contradicted before we knew of it.
                await Feedback.JudgeAsync(connection, conversationId, config, now, cancellationToken);
            }
        }

        var replyThatFailed = message.Direction is MessageDirection.Incoming
            ? null
            : await SentReply.FollowStatusAsync(connection, message.MessageId, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved.Message with { ReplyThatFailed = replyThatFailed };
    }

    /// <summary>Its row lock puts everything that happens in one conversation in a line, the sending of replies included.</summary>
    private static async Task<(LearningConfig Config, long ConversationId)> FindOrAddConversationAsync(
        NpgsqlConnection connection, MessageEvent message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = ConversationKey.Of(message);
        await using var batch = new NpgsqlBatch(connection);
        var nextConfig = ConfigStore.AddTo(batch);
        batch.Add("""
            INSERT INTO conversations (phone_number_id, participants, openphone_id, customer_phone, is_group, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (phone_number_id, participants) DO UPDATE
            SET openphone_id = COALESCE(conversations.openphone_id, EXCLUDED.openphone_id)
            RETURNING id
            """, key.PhoneNumberId, key.Participants, message.ConversationId, key.CustomerPhone, message.IsGroup, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (await nextConfig(reader, cancellationToken), await reader.NextScalarAsync<long>(cancellationToken));
    }

    private static async Task<MessageSender> FindSenderAsync(
        NpgsqlConnection connection, long conversationId, MessageEvent message, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (message.Direction is MessageDirection.Incoming)
        {
            return MessageSender.Customer;
        }

        if (await SentReply.RecogniseAsync(connection, conversationId, message, now, cancellationToken))
        {
            return MessageSender.Automation;
        }

        var isTagged = config.AutomatedReplySuffix.Length > 0
            && message.Text.TrimEnd().EndsWith(config.AutomatedReplySuffix, StringComparison.OrdinalIgnoreCase);
        return isTagged || message.IsSystemUser ? MessageSender.System : MessageSender.Operator;
    }
}
