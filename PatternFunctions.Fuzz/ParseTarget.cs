using System.Text;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Fuzz;

/// <summary>Any bytes at all are an event or a refusal with a reason; and what an event says can be stored.</summary>
internal static class ParseTarget
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Run(byte[] body)
    {
        var parsed = EventParser.Parse(body);
        Require(parsed.IsUnderstood || !string.IsNullOrEmpty(parsed.Reason), "A refusal has no reason.");
        switch (parsed.Event)
        {
            case MessageEvent message:
                Require(message.Direction is MessageDirection.Incoming || message.To.Count > 0, "An outgoing message has no recipient.");
                Store(message.MessageId, message.Text, message.From, message.PhoneNumberId, message.ConversationId, message.UserId, message.ErrorCode);
                Store([.. message.To, .. message.ExternalParties]);
                break;
            case ContactEvent contact:
                Store([contact.ContactId, contact.FirstName, contact.LastName, .. contact.PhoneNumbers]);
                break;
            case CallEvent call:
                Store([call.CallId, call.Text, call.PhoneNumberId, call.ConversationId, .. call.Participants]);
                break;
        }

        Store(parsed.Event?.EventId, parsed.Event?.Type, parsed.Reason);
    }

    /// <summary>PostgreSQL takes neither NUL nor what is not UTF-8.</summary>
    private static void Store(params IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            Require(text?.Contains('\0', StringComparison.Ordinal) is not true, "A text holds NUL.");
            Strict.GetByteCount(text ?? "");
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
