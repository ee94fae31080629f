using PatternFunctions.Matching;

namespace PatternFunctions.Learning;

internal static class KeywordRules
{
    private const int MaxKeywords = 6;

    /// <summary>The telling words of a question, most telling first.</summary>
    public static IReadOnlyList<string> KeywordsOf(string question) =>
    [
        .. ContentWordsOf(question)
            .Where(word => !word.Any(char.IsDigit))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(TypeRules.WeightOf)
            .ThenByDescending(word => Math.Min(word.Length, 8))
            .Take(MaxKeywords),
    ];

    /// <summary>Normalised words that carry a topic: no greeting, no function word.</summary>
    public static IEnumerable<string> ContentWordsOf(string text) =>
        MessageNormaliser.Normalise(text)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => (word.Length > 1 || !char.IsAscii(word[0])) && !CommonWords.Stop.Contains(word) && !CommonWords.Filler.Contains(word));
}
