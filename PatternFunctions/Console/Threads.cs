using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>Texts of a conversation for people to read, each with its fate.</summary>
internal static class Threads
{
    /// <param name="asked">The question that a decision is asked for: its first message.</param>
    public static IReadOnlyList<Message> Of(IReadOnlyList<ThreadMessage> messages, string? asked = null) => [.. messages.Select(message => Of(message, asked))];

    private static Message Of(ThreadMessage message, string? asked) => new()
    {
        Text = message.Text,
        Sender = message.Sender,
        Writer = message.Writer,
        At = message.SentAt,
        MediaCount = message.MediaCount,
        IsFailed = message.Status is "undelivered" or "failed",
        IsAsked = asked is not null && (message.QuestionId == asked || message.Id == asked),
        Fate = message.Reply is { } reply ? FateOf(reply) : message.Question is { } question ? FateOf(question) : null,
        Proposed = message.Reply is { Kind: "modified", Proposed: { } proposed } && proposed != message.Text ? proposed : null,
        WouldHaveSaid = message.Question is { Mode: "shadow", Would: not "shadow", Response: { } response } ? response : null,
        Because = message.Question is { } decided ? Explanations.Read(decided.Reasons, decided.Confidence) : null,
        PatternId = message.Reply?.PatternId ?? message.Question?.PatternId,
    };

    private static string? FateOf(ThreadReply reply) => reply.Kind switch
    {
        "auto" => Texts.Fate_Auto,
        "approved" => Words.Format(Texts.Fate_ApprovedBy, reply.Operator ?? Texts.Customer_Unknown),
        _ => Words.Format(Texts.Fate_ModifiedBy, reply.Operator ?? Texts.Customer_Unknown),
    };

    public static string FateOf(ThreadQuestion question) => FateOf(question.Mode, question.Would, question.Outcome, question.Operator);

    public static string FateOf(string mode, string would, string outcome, string? by) => outcome switch
    {
        "pending" => mode is "auto" ? Texts.Fate_Scheduled : Texts.Fate_Waiting,
        "approved" => Words.Format(Texts.Fate_ApprovedBy, by ?? "–"),
        "modified" => Words.Format(Texts.Fate_ModifiedBy, by ?? "–"),
        "rejected" => Words.Format(Texts.Fate_RejectedBy, by ?? "–"),
        "sent" or "confirmed" => Texts.Fate_Auto,
        "contradicted" => Texts.Fate_Contradicted,
        "expired" => Texts.Fate_Expired,
        "superseded" => Texts.Fate_Superseded,
        "cancelled" => Texts.Fate_Cancelled,
        "failed" => Texts.Fate_Failed,
        _ => would switch
        {
            "auto" => Texts.Fate_WouldAuto,
            "suggest" => Texts.Fate_WouldSuggest,
            "queue" => Texts.Fate_WouldQueue,
            _ => Texts.Fate_Observed,
        },
    };
}
