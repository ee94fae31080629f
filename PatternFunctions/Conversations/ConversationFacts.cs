using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>What decisions need to know of a conversation, read at the moment of deciding and again at the moment of sending.</summary>
public sealed record ConversationFacts
{
    public required ConversationState State { get; init; }

    public required string PhoneNumberId { get; init; }

    /// <summary>E.164; null for groups and withheld numbers.</summary>
    public string? CustomerPhone { get; init; }

    public string? CustomerName { get; init; }

    /// <param name="executionId">The reply that is about to go; 0 while deciding.</param>
    public static async Task<ConversationFacts> ReadAsync(
        NpgsqlConnection connection, long conversationId, Question question, long executionId, LearningConfig config,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        (await connection.Command("""
            SELECT c.phone_number_id, c.customer_phone, c.is_group, c.human_until,
                   contact_name(c.customer_phone),
                   EXISTS (SELECT FROM opt_outs o WHERE o.customer_phone = c.customer_phone AND o.is_opted_out),
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
                      AND r.status IN ('sending', 'sent', 'unknown') AND r.claimed_at > $4)::int
            FROM conversations c
            WHERE c.id = $1
            """, conversationId, question.LastSentAt, executionId, now.AddHours(-1))
            .FirstOrDefaultAsync(reader => new ConversationFacts
            {
                PhoneNumberId = reader.GetString(0),
                CustomerPhone = reader.Nullable<string>(1),
                CustomerName = reader.Nullable<string>(4),
                State = new ConversationState
                {
                    HumanUntil = reader.Nullable<DateTimeOffset?>(3),
                    OptedOut = reader.GetBoolean(5),
                    IsGroup = reader.GetBoolean(2),
                    HasMedia = question.HasMedia,
                    HasText = question.Text.Length > 0,
                    AnonymousSender = !reader.GetBoolean(2) && reader.IsDBNull(1),
                    Answered = reader.GetBoolean(7),
                    NewerCustomerMessage = reader.GetBoolean(6),
                    AutomaticRepliesLastHour = reader.GetInt32(8),
                    AutomaticRepliesLastHourOverall = reader.GetInt32(9),
                    LocalTime = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, config.TimeZone).DateTime),
                },
            }, cancellationToken))!;
}
