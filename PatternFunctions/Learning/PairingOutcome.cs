namespace PatternFunctions.Learning;

/// <summary>What an operator's message answers.</summary>
public abstract record PairingOutcome
{
    private PairingOutcome()
    {
    }

    /// <param name="AnswerId">The first message of the answer; an example of that id is kept.</param>
    public sealed record Paired(string AnswerId) : PairingOutcome;

    /// <summary>The operator may go on writing; what is written by then is the answer.</summary>
    public sealed record StillOpen(DateTimeOffset ClosesAt) : PairingOutcome;

    public sealed record AnswersNothing : PairingOutcome;
}
