namespace PatternFunctions.Conversations;

/// <summary>Tells whether a customer's text after an automatic reply says that the reply was wrong.</summary>
public static class Contradiction
{
    private static readonly string[] WryEmoji = ["👎", "🙄", "😡", "🤦", "🤬", "😠"];

    /// <param name="text">What the customer wrote after the reply.</param>
    /// <param name="question">What the reply had answered.</param>
    public static ContradictionKind Classify(string text, string question)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(question);
        var plain = PlainWords.Of(text);
        return EscalationPhrases.WantsHuman.IsIn(plain) ? ContradictionKind.WantsHuman
            : ContradictionPhrases.Wrong.IsIn(ContradictionPhrases.Harmless.CutFrom(plain)) ? ContradictionKind.Wrong
            : ContradictionPhrases.Puzzled.IsIn(PlainWords.WithMarks(text)) || IsWry(text, plain) ? ContradictionKind.Wrong
            : IsRepeated(plain, PlainWords.Of(question)) ? ContradictionKind.AskedAgain
            : ContradictionKind.None;
    }

    private static bool IsWry(string text, string plain) =>
        plain.Length <= 1 && WryEmoji.Any(emoji => text.Contains(emoji, StringComparison.Ordinal));

    // "yes" after "yes" is an answer to something else; a question has at least three words.
    private static bool IsRepeated(string plain, string question) =>
        question.Count(character => character == ' ') > 3 && plain.Contains(question, StringComparison.Ordinal);
}
