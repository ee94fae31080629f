namespace PatternFunctions.Patterns;

/// <summary>What a question was about, as people have said by what they did.</summary>
/// <param name="PatternId">Null: none of the patterns.</param>
public sealed record QuestionLabel(long? PatternId)
{
    /// <summary>Two answers with fewer words in common answer different questions.</summary>
    private const double SomeLikeness = 0.3;

    private static readonly QuestionLabel None = new(PatternId: null);

    /// <returns>Null if it cannot be told.</returns>
    public static QuestionLabel? Of(JudgedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Outcome switch
        {
            "approved" or "confirmed" => Pattern(question.PatternId),
            "modified" when question.Kept >= SomeLikeness => Pattern(question.PatternId),
            "modified" => Elsewhere(question),
            "rejected" or "contradicted" => Elsewhere(question),
            _ => FromAnswer(question),
        };
    }

    /// <summary>The reply was wrong. If these very words are the pattern's, then its template was; else the match was.</summary>
    private static QuestionLabel? Elsewhere(JudgedQuestion question)
    {
        var other = question.WordingOf ?? question.LearnedPatternId;
        return other is null ? None : other == question.PatternId ? null : Pattern(other);
    }

    /// <summary>Nobody has judged the match, but somebody may have answered the question by hand.</summary>
    private static QuestionLabel? FromAnswer(JudgedQuestion question) =>
        Pattern(question.WordingOf)
        ?? (question.HumanAgrees is true ? Pattern(question.PatternId) : null)
        ?? Pattern(question.LearnedPatternId)
        ?? (question.LearnedStatus is "not_reusable" || question.HumanSimilarity < SomeLikeness ? None : null);

    private static QuestionLabel? Pattern(long? id) => id is null ? null : new QuestionLabel(id);
}
