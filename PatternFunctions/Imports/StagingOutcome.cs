namespace PatternFunctions.Imports;

/// <summary>What became of a wish concerning a proposal.</summary>
public abstract record StagingOutcome
{
    private StagingOutcome()
    {
    }

    public sealed record Done(StagedPattern Row) : StagingOutcome;

    public sealed record NotValid(string Reason) : StagingOutcome;

    public sealed record Conflict(string Reason) : StagingOutcome;

    public sealed record NotFound : StagingOutcome;
}
