using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Insights;

/// <summary>A pattern as it would have become. Everybody who could let it answer by itself has done so: what keeps it are the gates.</summary>
internal sealed class ReplayedPattern(long id, PatternProposal proposal)
{
    private readonly List<Matching.Wording> wordings = [];
    private readonly List<OperatorVerdict> verdicts = [];
    private decimal confidence = ConfidenceRule.Seed;
    private bool isAutomatic = true;

    public long Id => id;

    public string Question => proposal.CanonicalQuestion;

    public string Template => proposal.ResponseTemplate;

    public PatternWordings Wordings => new(id, [.. wordings]);

    public PatternSnapshot Snapshot => new()
    {
        Id = id,
        Version = 1,
        Type = proposal.PatternType,
        Confidence = confidence,
        IsActive = true,
        AutoExecutable = isAutomatic,
        RequiresConfirmation = false,
        ActionsWithoutHandler = proposal.RequiredActions,
        SuccessCount = Count(OperatorVerdict.Approved),
        VersionApproved = Count(OperatorVerdict.Approved),
        VersionModified = Count(OperatorVerdict.Modified),
        VersionRejected = Count(OperatorVerdict.Rejected),
        RecentVerdicts = [.. verdicts.AsEnumerable().Reverse().Take(AutoGates.RecentVerdicts)],
        DistinctApprovingOperators = Count(OperatorVerdict.Approved) > 0 ? int.MaxValue : 0,
    };

    public void AddWording(string text, float[]? vector) => wordings.Add(new Matching.Wording(text, vector));

    /// <summary>What an operator would have said of the proposal, and what follows from it.</summary>
    public void Judge(OperatorVerdict verdict, bool wasSent, LearningConfig config)
    {
        verdicts.Add(verdict);
        // An automatic reply that nobody contradicts is a success, and moves no confidence.
        confidence = wasSent && verdict is OperatorVerdict.Approved ? confidence : ConfidenceRule.Apply(confidence, verdict, config).Value;
        isAutomatic &= !(wasSent && verdict is OperatorVerdict.Rejected);
    }

    private int Count(OperatorVerdict verdict) => verdicts.Count(known => known == verdict);
}
