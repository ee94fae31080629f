using PatternFunctions.OpenPhone;

namespace PatternFunctions.Conversations;

/// <summary>
/// Which conversation a message belongs to, by the parties: OpenPhone's own id is not in every format, and the same
/// message must land in the same conversation whichever brought it.
/// </summary>
public sealed record ConversationKey(string PhoneNumberId, string Participants, string? CustomerPhone)
{
    private const char Separator = ',';

    /// <summary>What is unique.</summary>
    public (string PhoneNumberId, string Participants) Parties => (PhoneNumberId, Participants);

    public static ConversationKey Of(MessageEvent message)
    {
        var ours = message.Direction is MessageDirection.Outgoing ? message.From : message.To is [var first, ..] ? first : "";
        // Strangers who withhold their number are not one person. Not by OpenPhone's id, which only some formats have.
        var parties = message.IsAnonymous ? message.MessageId : string.Join(Separator, message.ExternalParties);
        return new ConversationKey(message.PhoneNumberId ?? ours, parties, message.IsGroup || message.IsAnonymous ? null : message.ExternalParties[0]);
    }
}
