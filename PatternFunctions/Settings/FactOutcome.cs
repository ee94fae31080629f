namespace PatternFunctions.Settings;

/// <summary>What became of a change to the facts.</summary>
public abstract record FactOutcome
{
    private FactOutcome()
    {
    }

    /// <param name="Fact">As it is now, or was before it went.</param>
    public sealed record Done(BusinessFact Fact) : FactOutcome;

    public sealed record NotFound : FactOutcome;

    /// <summary>The fact is not as the caller had read it.</summary>
    public sealed record Changed : FactOutcome;

    public sealed record NotValid(string Reason) : FactOutcome;

    /// <summary>Patterns' answers rest on it, or there are too many.</summary>
    public sealed record Conflict(string Reason) : FactOutcome;
}
