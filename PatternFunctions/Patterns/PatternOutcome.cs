namespace PatternFunctions.Patterns;

/// <summary>What became of a change to a pattern.</summary>
public abstract record PatternOutcome
{
    private PatternOutcome()
    {
    }

    public sealed record Done(PatternState State) : PatternOutcome;

    public sealed record NotFound : PatternOutcome;

    /// <summary>The pattern is not as the caller had read it.</summary>
    public sealed record Changed : PatternOutcome;

    public sealed record NotValid(string Reason) : PatternOutcome;

    /// <summary>Something else stands against it, such as another pattern with the same words.</summary>
    public sealed record Conflict(string Reason) : PatternOutcome;

    /// <summary>Too few different operators have approved it.</summary>
    public sealed record NotProved(PatternState State) : PatternOutcome;
}
