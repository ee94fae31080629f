namespace PatternFunctions.Review;

/// <summary>What became of an operator's verdict.</summary>
public abstract record VerdictOutcome
{
    private VerdictOutcome()
    {
    }

    /// <param name="Item">As decided.</param>
    /// <param name="ReplyId">The text that now goes out; null after a rejection.</param>
    /// <param name="Delay">How long it can be taken back before that.</param>
    public sealed record Recorded(QueueItem Item, long? ReplyId = null, TimeSpan Delay = default) : VerdictOutcome;

    public sealed record NotFound : VerdictOutcome;

    /// <summary>Somebody, or the clock, was first; the item says who and how.</summary>
    public sealed record AlreadyDecided(QueueItem Item) : VerdictOutcome;

    /// <summary>The caller's idempotency key stands for another verdict on this item.</summary>
    public sealed record KeyReused : VerdictOutcome;

    /// <summary>The proposed text has blanks: it can only be modified or rejected.</summary>
    public sealed record HasBlanks(IReadOnlyList<string> Variables) : VerdictOutcome;

    /// <summary>The operator's text is empty, too long, or still has a blank.</summary>
    public sealed record NotSendable(string Reason) : VerdictOutcome;

    /// <summary>Nothing may be sent now: the app is disabled, or in shadow mode.</summary>
    public sealed record NotSending(string Reason) : VerdictOutcome;
}
