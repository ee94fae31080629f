using PatternFunctions.Conversations;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Imports;

/// <summary>A message of the past, with everything that can be said of it before the database is asked.</summary>
internal sealed record ImportedMessage(MessageEvent Message, ConversationKey Conversation, OptOutRequest Request)
{
    public bool IsIncoming => Message.Direction is MessageDirection.Incoming;

    public static ImportedMessage Of(MessageEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var conversation = ConversationKey.Of(message);
        // A group or somebody without a number cannot stop anything.
        var speaks = message.Direction is MessageDirection.Incoming && conversation.CustomerPhone is not null;
        return new ImportedMessage(message, conversation, speaks ? OptOut.Classify(message.Text) : OptOutRequest.None);
    }
}
