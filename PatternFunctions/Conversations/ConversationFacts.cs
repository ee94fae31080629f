using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>What decisions need to know of a conversation, read at the moment of deciding and again at the moment of sending.</summary>
public sealed record ConversationFacts(ConversationState State, string? CustomerName)
{
    /// <summary>How far back the loop guard looks.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromHours(6);

    private const string Select = """
        SELECT c.customer_phone, c.is_group, c.human_until, contact_name(c.customer_phone),
               COALESCE((SELECT o.is_opted_out FROM opt_outs o WHERE o.customer_phone = c.customer_phone), false),
               EXISTS (SELECT FROM conversation_messages m
                       WHERE m.conversation_id = c.id AND m.sender = 'customer' AND m.sent_at > $2),
               EXISTS (SELECT FROM conversation_messages m
                       LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
                       WHERE m.conversation_id = c.id AND m.sent_at >= $2
                         AND (m.sender = 'operator' OR r.kind IN ('approved', 'modified'))),
               (SELECT count(*) FROM outbound_replies r
                WHERE r.conversation_id = c.id AND r.kind = 'auto' AND r.execution_id <> $3
                  AND r.status IN ('sending', 'sent', 'unknown') AND r.claimed_at > $4)::int,
               (SELECT count(*) FROM outbound_replies r
                WHERE r.kind = 'auto' AND r.execution_id <> $3
                  AND r.status IN ('sending', 'sent', 'unknown') AND r.claimed_at > $4)::int,
               COALESCE((SELECT h.match_kind <> 'none' AND h.decision_confidence < $5
                         FROM pattern_execution_history h
                         WHERE h.conversation_id = c.id AND h.message_id <> $6
                         ORDER BY h.id DESC
                         LIMIT 1), false),
               earlier.from_customer, earlier.texts,
               EXISTS (SELECT FROM outbound_replies r
                       JOIN pattern_execution_history h ON h.id = r.execution_id
                       WHERE h.message_id = $6 AND r.kind = 'auto' AND r.status IN ('sending', 'sent', 'unknown', 'failed'))
        FROM conversations c
        CROSS JOIN LATERAL (
            SELECT array_agg(m.sender = 'customer' ORDER BY m.sent_at, m.id) AS from_customer,
                   array_agg(m.text ORDER BY m.sent_at, m.id) AS texts
            FROM conversation_messages m
            WHERE m.conversation_id = c.id AND m.sent_at BETWEEN $7 AND $2
              AND m.id <> ALL ($8) AND m.burst_id IS DISTINCT FROM $6
        ) earlier
        WHERE c.id = $1
        """;

    /// <param name="executionId">The reply that is about to go, which is not among the counts; 0 while deciding.</param>
    public static async Task<ConversationFacts> ReadAsync(
        NpgsqlConnection connection, long conversationId, Question question, long executionId, LearningConfig config,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        (await connection.Command(Select, Values(conversationId, question, executionId, config, now))
            .FirstOrDefaultAsync(reader => Read(reader, question, config, now), cancellationToken))!;

    /// <summary>The same, while deciding, within a round trip with others; <see cref="NextAsync"/> reads it.</summary>
    public static void AddTo(NpgsqlBatch batch, long conversationId, Question question, LearningConfig config, DateTimeOffset now) =>
        batch.Add(Select, Values(conversationId, question, executionId: 0, config, now));

    public static async Task<ConversationFacts> NextAsync(
        NpgsqlDataReader reader, Question question, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await reader.NextListAsync(row => Read(row, question, config, now), cancellationToken)).Single();

    private static object?[] Values(long conversationId, Question question, long executionId, LearningConfig config, DateTimeOffset now) =>
    [
        conversationId, question.LastSentAt, executionId, now.AddHours(-1), config.QueueThreshold, question.Id,
        question.LastSentAt - Earlier, question.Texts.Select(text => text.Id).ToArray(),
    ];

    private static ConversationFacts Read(NpgsqlDataReader reader, Question question, LearningConfig config, DateTimeOffset now)
    {
        var phone = reader.Nullable<string>(0);
        var isGroup = reader.GetBoolean(1);
        var earlier = (reader.Nullable<bool[]>(10) ?? []).Zip(
            reader.Nullable<string[]>(11) ?? [], (fromCustomer, text) => new ExchangedText(fromCustomer, text));
        var state = new ConversationState
        {
            AskedAt = question.LastSentAt,
            IsGroup = isGroup,
            AnonymousSender = !isGroup && phone is null,
            HumanUntil = reader.Nullable<DateTimeOffset?>(2),
            OptedOut = reader.GetBoolean(4),
            NewerCustomerMessage = reader.GetBoolean(5),
            Answered = reader.GetBoolean(6),
            AutomaticRepliesLastHour = reader.GetInt32(7),
            AutomaticRepliesLastHourOverall = reader.GetInt32(8),
            PreviousLowConfidence = reader.GetBoolean(9),
            AnsweredAutomatically = reader.GetBoolean(12),
            Request = isGroup ? OptOutRequest.None : RequestIn(question),
            HasMedia = question.HasMedia,
            HasText = question.Text.Length > 0,
            Escalations = Escalation.Find(question.Text, config),
            NeverAutoTopic = Escalation.NeverAutoTopic(question.Text, config),
            AutomatedSender = phone is not null && AutomatedSender.Find(question.Text, phone, [.. earlier]) is not null,
            LocalTime = CustomerClock.Read(phone, config, now),
        };
        return new ConversationFacts(state, reader.Nullable<string>(3));
    }

    private static OptOutRequest RequestIn(Question question) =>
        question.Texts.Select(text => OptOut.Classify(text.Text)).FirstOrDefault(request => request is not OptOutRequest.None);
}
