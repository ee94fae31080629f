using PatternFunctions.Decisions;

namespace PatternFunctions.Patterns;

/// <summary>What operators' verdicts say of the current version.</summary>
/// <param name="SuccessLowerBound">What they prove: the one-sided 95 % lower bound of the success rate.</param>
/// <param name="DistinctOperators">Who approved the pattern, in any version.</param>
/// <param name="RecentVerdicts">The last 20 on the pattern, newest first: approved, modified or rejected.</param>
public sealed record PatternEvidence(
    int Version, int Approved, int Modified, int Rejected, double SuccessLowerBound, int DistinctOperators, IReadOnlyList<string> RecentVerdicts)
{
    public static PatternEvidence Of(PatternSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new(
            snapshot.Version, snapshot.VersionApproved, snapshot.VersionModified, snapshot.VersionRejected,
            SuccessBound.Lower(snapshot.VersionApproved, snapshot.VersionApproved + snapshot.VersionModified + snapshot.VersionRejected),
            snapshot.DistinctApprovingOperators, [.. snapshot.RecentVerdicts.Select(verdict => verdict.ToString().ToLowerInvariant())]);
    }
}
