using PatternFunctions.Matching;

namespace PatternFunctions.Playground.Scenario;

/// <summary>How what an operator wrote compares with what the system proposed.</summary>
public enum AnswerComparison
{
    Same,

    /// <summary>The proposal, changed.</summary>
    Similar,

    Different,
}

internal static class AnswerComparer
{
    /// <summary>From this share of common words on, an answer is a changed proposal and no other answer.</summary>
    private const double SimilarFrom = 0.4;

    public static AnswerComparison Compare(string proposed, string written)
    {
        var (one, other) = (MessageNormaliser.Normalise(proposed), MessageNormaliser.Normalise(written));
        if (one == other)
        {
            return AnswerComparison.Same;
        }

        var (words, otherWords) = (one.Split(' ').ToHashSet(), other.Split(' ').ToHashSet());
        var common = words.Intersect(otherWords).Count();
        return (double)common / (words.Count + otherWords.Count - common) >= SimilarFrom
            ? AnswerComparison.Similar
            : AnswerComparison.Different;
    }
}
