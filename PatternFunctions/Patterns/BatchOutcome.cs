namespace PatternFunctions.Patterns;

/// <summary>What became of a batch: all of it or nothing.</summary>
public abstract record BatchOutcome
{
    private BatchOutcome()
    {
    }

    public sealed record Done(PatternBatch Batch) : BatchOutcome;

    public sealed record Refused(IReadOnlyList<NotActivated> Problems) : BatchOutcome;
}

public sealed record PatternBatch(IReadOnlyList<PatternState> Items);

/// <param name="Problem">not-found, changed or not-proved.</param>
public sealed record NotActivated(long Id, string Problem);
