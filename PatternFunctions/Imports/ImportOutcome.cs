namespace PatternFunctions.Imports;

/// <summary>What became of a wish concerning an import.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <param name="IsNew">False if there was nothing to do: the same file has been imported before.</param>
    public sealed record Done(ImportState State, bool IsNew = true) : ImportOutcome;

    public sealed record Incomplete(long Received) : ImportOutcome;

    public sealed record TooLarge : ImportOutcome;

    public sealed record NotValid(string Reason) : ImportOutcome;

    /// <summary>The import is not where this could be done.</summary>
    public sealed record Conflict(string Reason) : ImportOutcome;

    public sealed record NotFound : ImportOutcome;
}
