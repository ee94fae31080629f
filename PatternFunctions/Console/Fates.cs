using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.Learning;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>What became of questions, in words: what was decided, and who answered in the end.</summary>
internal static class Fates
{
    /// <param name="mode">auto, suggest, queue or shadow.</param>
    /// <param name="would">What it would have been without shadow mode.</param>
    /// <param name="outcome">As it is stored.</param>
    /// <param name="by">The operator who decided.</param>
    /// <param name="question">The customer's words.</param>
    /// <param name="decision">Null once it is no longer kept.</param>
    /// <param name="given">The answer that the customer got; null if the texts are no longer kept.</param>
    public static Fate Of(string mode, string would, string outcome, string? by, string question, Decision? decision, AnswerGiven? given)
    {
        var isOpen = outcome is "observed" or "expired" or "superseded" or "cancelled";
        if (isOpen && decision is not null && Explanations.RequestOf(decision) is { } request)
        {
            return new Fate(request.Fate);
        }

        var answer = given?.At is { } at && (isOpen || outcome is "rejected" or "failed") ? new GivenAnswer(NameOf(given), at) : null;
        var text = outcome switch
        {
            "pending" => mode is "auto" ? Texts.Fate_Scheduled : Texts.Fate_Waiting,
            "approved" => Words.Format(Texts.Fate_ApprovedBy, by ?? "–"),
            "modified" => Words.Format(Texts.Fate_ModifiedBy, by ?? "–"),
            "rejected" => Words.Format(Texts.Fate_RejectedBy, by ?? "–"),
            "sent" or "confirmed" => Texts.Fate_Auto,
            "contradicted" => Texts.Fate_Contradicted,
            "expired" => Texts.Fate_Expired,
            "superseded" => answer is null ? Texts.Fate_Superseded : null,
            "cancelled" => Texts.Fate_Cancelled,
            "failed" => Texts.Fate_Failed,
            _ => would switch
            {
                "auto" => Texts.Fate_WouldAuto,
                "suggest" => Texts.Fate_WouldSuggest,
                "queue" => Texts.Fate_WouldQueue,
                _ => null,
            },
        };
        if (answer is null && text is null)
        {
            text = given is null ? Texts.Fate_Observed : KeywordRules.ContentWordsOf(question).Any() ? Texts.Fate_Unanswered : Texts.Fate_NoQuestion;
        }
        else if (answer is null && given is not null && outcome is "observed" or "expired")
        {
            text = $"{text} · {Texts.Fate_Unanswered}";
        }

        return new Fate(text, answer, answer is null ? null : LearnedOf(given?.Example));
    }

    private static string? NameOf(AnswerGiven given) => given.Sender is "automation" ? given.Operator : given.Operator ?? Texts.Fate_Person;

    private static string? LearnedOf(ExampleFate? example) => example?.Status switch
    {
        "learned" => Texts.Learned,
        "evidence" => Texts.Learned_Compared,
        "waiting" => Texts.Learned_Waiting,
        "not_reusable" when example.Reason is "one_off" => Words.Format(Texts.Learned_NotBecause, Texts.Learned_OneOff),
        "not_reusable" when example.Reason is { Length: > 0 } reason and not "other" => Words.Format(Texts.Learned_NotBecause, reason.Replace('_', ' ')),
        "not_reusable" or "refused" => Texts.Learned_Not,
        _ => null,
    };
}
