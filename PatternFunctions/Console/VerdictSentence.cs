using PatternFunctions.Review;

namespace PatternFunctions.WebConsole;

/// <summary>Says what became of a verdict, where it is not what was asked for.</summary>
internal static class VerdictSentence
{
    /// <returns>Null if it is recorded.</returns>
    public static string? Of(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Recorded => null,
        VerdictOutcome.AlreadyDecided { Item: var item } => Of(item),
        VerdictOutcome.NotSending { Reason: var reason } => reason,
        VerdictOutcome.NotSendable { Reason: var reason } => reason,
        VerdictOutcome.HasBlanks => Texts.Verdict_Blanks,
        _ => Texts.Verdict_Gone,
    };

    public static string Of(QueueItem item) => (item.Status, item.DecidedBy) switch
    {
        ("approved", { } who) => Words.Format(Texts.Verdict_Approved, who),
        ("modified", { } who) => Words.Format(Texts.Verdict_Modified, who),
        ("rejected", { } who) => Words.Format(Texts.Verdict_Rejected, who),
        ("cancelled", { } who) => Words.Format(Texts.Verdict_PutAside, who),
        ("expired", _) => Texts.Verdict_Expired,
        ("superseded", _) => Texts.Verdict_Superseded,
        _ => Texts.Verdict_Over,
    };
}
