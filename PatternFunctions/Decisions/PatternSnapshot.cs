using PatternFunctions.Patterns;

namespace PatternFunctions.Decisions;

/// <summary>What a decision needs to know of the matched pattern, as it stands at that moment.</summary>
public sealed record PatternSnapshot
{
    public required long Id { get; init; }

    public required int Version { get; init; }

    /// <summary>The pattern's type, such as "booking" or "faq".</summary>
    public required string Type { get; init; }

    /// <summary>0 to 1.</summary>
    public required decimal Confidence { get; init; }

    public required bool IsActive { get; init; }

    public required bool AutoExecutable { get; init; }

    public required bool RequiresConfirmation { get; init; }

    /// <summary>The required actions that nothing here can carry out.</summary>
    public IReadOnlyList<string> ActionsWithoutHandler { get; init; } = [];

    /// <summary><c>success_count</c>, over all versions.</summary>
    public required int SuccessCount { get; init; }

    /// <summary>Verdicts on this version alone: an edited template has to prove itself again.</summary>
    public required int VersionApproved { get; init; }

    public required int VersionModified { get; init; }

    public required int VersionRejected { get; init; }

    /// <summary>Newest first; only the first 20 count.</summary>
    public IReadOnlyList<OperatorVerdict> RecentVerdicts { get; init; } = [];

    public required int DistinctApprovingOperators { get; init; }
}
