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
public sealed class ConversationStore
{
    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider clock;
    private readonly Gathering<MessageEvent, RecordedMessage> customers;

    public ConversationStore(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<ConversationStore> logger)
    {
        (this.dataSource, this.clock) = (dataSource, clock);
        customers = new Gathering<MessageEvent, RecordedMessage>(
            Gathering.Most, Gathering.Lines,
            messages => RecordAsync(messages, isTogether: true, CancellationToken.None),
            message => RecordAloneAsync(message, CancellationToken.None), logger);
    }

    /// <returns>Null if the system is switched off: then nothing is kept.</returns>
    public Task<RecordedMessage?> RecordAsync(MessageEvent message, CancellationToken cancellationToken) =>
        message.Direction is MessageDirection.Incoming && OptOut.Classify(message.Text) is not (OptOutRequest.Stop or OptOutRequest.Start)
            ? customers.DoAsync(message, cancellationToken)
            : RecordAloneAsync(message, cancellationToken);

    private async Task<RecordedMessage?> RecordAloneAsync(MessageEvent message, CancellationToken cancellationToken) =>
        (await RecordAsync([message], isTogether: false, cancellationToken))[0];

    /// <param name="isTogether">Leaves out, as null, whatever may bear on replies and patterns: where there have been automatic replies.</param>
    private async Task<IReadOnlyList<RecordedMessage?>> RecordAsync(
        IReadOnlyList<MessageEvent> messages, bool isTogether, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (config, conversations) = await FindOrAddConversationsAsync(connection, messages, mayWait: !isTogether, now, cancellationToken);
        if (!config.Enabled)
        {
            return new RecordedMessage?[messages.Count];
        }

        List<PlacedMessage> placed = [];
        foreach (var message in messages)
        {
            var conversation = conversations[ConversationKey.Of(message).Parties];
            if (!(isTogether && conversation.WasAnsweredAutomatically))
            {
                var sender = await FindSenderAsync(connection, conversation.Id, message, config, now, cancellationToken);
                placed.Add(new PlacedMessage(message, conversation.Id, sender, conversation.WasAnsweredAutomatically));
            }
        }

        Dictionary<string, RecordedMessage> recorded = new(StringComparer.Ordinal);
        var saved = await MessageRow.SaveAsync(connection, placed, config, now, cancellationToken);
        foreach (var message in placed)
        {
            recorded[message.Event.MessageId] = await FollowAsync(connection, message, saved[message.Event.MessageId], config, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return [.. messages.Select(message => recorded.GetValueOrDefault(message.MessageId))];
    }

    private static async Task<RecordedMessage> FollowAsync(
        NpgsqlConnection connection, PlacedMessage message, RecordedMessage saved, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (saved.IsNew)
        {
            await (message.Sender switch
            {
                MessageSender.Customer => Interruptions.ByCustomerAsync(connection, message, config, now, cancellationToken),
                MessageSender.Operator => Interruptions.ByOperatorAsync(connection, message, config, now, cancellationToken),
                _ => Task.CompletedTask,
            });
            if (message.WasAnsweredAutomatically)
            {
                // Also a late echo of ours: it may have been contradicted before we knew of it.
                await Feedback.JudgeAsync(connection, message.ConversationId, config, now, cancellationToken);
            }
        }

        return saved with
        {
            ReplyThatFailed = message.Event.Direction is MessageDirection.Incoming
                ? null
                : await SentReply.FollowStatusAsync(connection, message.Event.MessageId, now, cancellationToken),
        };
    }

    /// <summary>Their row locks put everything that happens in one conversation in a line, the sending of replies included.</summary>
    private static async Task<(LearningConfig Config, Dictionary<(string PhoneNumberId, string Participants), FoundConversation> Conversations)> FindOrAddConversationsAsync(
        NpgsqlConnection connection, IReadOnlyList<MessageEvent> messages, bool mayWait, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = messages.Select(ConversationKey.Of).ToList();
        await using var batch = new NpgsqlBatch(connection);
        if (!mayWait)
        {
            batch.Add(Gathering.Impatiently);
        }

        var nextConfig = ConfigStore.AddTo(batch);
        // In one order, so that two of these do not wait for each other.
        batch.Add("""
            INSERT INTO conversations (phone_number_id, participants, openphone_id, customer_phone, is_group, created_at)
            SELECT DISTINCT ON (phone_number_id, participants) *, $6
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) AS key (phone_number_id, participants, openphone_id, customer_phone, is_group)
            ORDER BY phone_number_id, participants, openphone_id
            ON CONFLICT (phone_number_id, participants) DO UPDATE
            SET openphone_id = COALESCE(conversations.openphone_id, EXCLUDED.openphone_id)
            RETURNING id, phone_number_id, participants
            """, keys.Select(key => key.PhoneNumberId).ToArray(), keys.Select(key => key.Participants).ToArray(),
            messages.Select(message => message.ConversationId).ToArray(), keys.Select(key => key.CustomerPhone).ToArray(),
            messages.Select(message => message.IsGroup).ToArray(), now);
        // A statement of its own: while the one before waited, somebody may have scheduled a reply.
        batch.Add("""
            SELECT r.conversation_id
            FROM outbound_replies r
            WHERE r.kind = 'auto' AND r.conversation_id = ANY (ARRAY(
                SELECT c.id
                FROM unnest($1::text[], $2::text[]) AS key (phone_number_id, participants)
                JOIN conversations c ON c.phone_number_id = key.phone_number_id AND c.participants = key.participants))
            """, keys.Select(key => key.PhoneNumberId).ToArray(), keys.Select(key => key.Participants).ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var config = await nextConfig(reader, cancellationToken);
        var rows = await reader.NextListAsync(row => (Id: row.GetInt64(0), Parties: (row.GetString(1), row.GetString(2))), cancellationToken);
        var answered = (await reader.NextListAsync(row => row.GetInt64(0), cancellationToken)).ToHashSet();
        return (config, rows.ToDictionary(row => row.Parties, row => new FoundConversation(row.Id, answered.Contains(row.Id))));
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

    /// <param name="WasAnsweredAutomatically">It has automatic replies, of whatever time and state.</param>
    private sealed record FoundConversation(long Id, bool WasAnsweredAutomatically);
}
