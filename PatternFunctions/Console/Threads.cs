using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>Texts of a conversation for people to read, each with its fate.</summary>
internal static class Threads
{
    /// <param name="asked">The question that a decision is asked for: its first message.</param>
    /// <param name="explained">The decision that somebody came to see.</param>
    public static IReadOnlyList<Message> Of(IReadOnlyList<ThreadMessage> messages, string? asked = null, long? explained = null) =>
        [.. messages.Select(message => Of(message, messages, asked ?? FirstOf(messages, explained), explained))];

    private static string? FirstOf(IReadOnlyList<ThreadMessage> messages, long? decision) =>
        decision is null ? null : messages.FirstOrDefault(message => message.Question?.ExecutionId == decision)?.Id;

    private static Message Of(ThreadMessage message, IReadOnlyList<ThreadMessage> thread, string? asked, long? explained)
    {
        var decision = Explanations.ReadDecision(message.Question?.Reasons);
        return new Message
        {
            Text = message.Text,
            Sender = message.Sender,
            Writer = message.Writer,
            At = message.SentAt,
            MediaCount = message.MediaCount,
            IsFailed = message.Status is "undelivered" or "failed",
            DecisionId = message.Question?.ExecutionId,
            IsExplained = explained is not null && message.Question?.ExecutionId == explained,
            IsAsked = asked is not null && (message.QuestionId == asked || message.Id == asked),
            Fate = message.Reply is { } reply ? new Fate(FateOf(reply)) : message.Question is { } question ? FateOf(message, question, decision, thread) : null,
            Proposed = message.Reply is { Kind: "modified", Proposed: { } proposed } && proposed != message.Text ? proposed : null,
            WouldHaveSaid = message.Question is { Mode: "shadow", Would: not "shadow", Response: { } response } ? response : null,
            Because = decision is null ? null : Explanations.Of(decision, message.Question!.Confidence),
            PatternId = message.Reply?.PatternId ?? message.Question?.PatternId,
        };
    }

    /// <summary>As <see cref="AnswersGiven"/> finds it, among the texts that are at hand.</summary>
    private static Fate FateOf(ThreadMessage message, ThreadQuestion question, Decision? decision, IReadOnlyList<ThreadMessage> thread)
    {
        var answer = thread.FirstOrDefault(other =>
            other.Sender is "operator" or "automation" && other.SentAt > message.SentAt && other.SentAt < message.SentAt + AnswersGiven.Window);
        return Fates.Of(
            question.Mode, question.Would, question.Outcome, question.Operator, message.Text, decision,
            new AnswerGiven(answer?.SentAt, answer?.Sender, answer?.Writer ?? answer?.Reply?.Operator, question.Example));
    }

    private static string? FateOf(ThreadReply reply) => reply.Kind switch
    {
        "auto" => Texts.Fate_Auto,
        "approved" => Words.Format(Texts.Fate_ApprovedBy, reply.Operator ?? Texts.Customer_Unknown),
        _ => Words.Format(Texts.Fate_ModifiedBy, reply.Operator ?? Texts.Customer_Unknown),
    };
}
