namespace PatternFunctions.WebConsole.Patterns;

/// <summary>Two patterns that may be one.</summary>
/// <param name="From">The one that goes.</param>
/// <param name="Into">The one that stays; null while it is looked for.</param>
/// <param name="Candidates">Those most alike.</param>
public sealed record MergeModel(MergeSide From, MergeSide? Into, IReadOnlyList<MergeCandidate> Candidates, string ETag);

/// <param name="Verdicts">On its current text.</param>
public sealed record MergeSide(
    long Id, string Question, string Answer, string Type, PatternStanding Standing, double Confidence, int Verdicts, IReadOnlyList<string> Wordings);

public sealed record MergeCandidate(long Id, string Question, double Similarity);
