using PatternFunctions.Learning;

namespace PatternFunctions.Replies;

/// <summary>Whether a person answered what the app would have answered.</summary>
/// <param name="Similarity">0 to 1: how many of their telling words the two share.</param>
/// <param name="Agrees">They say the same: like words, the same numbers, no "not" that the other lacks.</param>
public sealed record Agreement(double Similarity, bool Agrees)
{
    private const double Enough = 0.6;

    public static Agreement Between(string suggested, string said)
    {
        ArgumentNullException.ThrowIfNull(suggested);
        ArgumentNullException.ThrowIfNull(said);
        var (ours, theirs) = (WordsOf(suggested), WordsOf(said));
        var total = ours.Count + theirs.Count;
        var similarity = total == 0 ? 1 : 2.0 * ours.Intersect(theirs).Count() / total;
        return new Agreement(
            similarity, similarity >= Enough && NumbersOf(suggested).SetEquals(NumbersOf(said)) && Wording.KeepsNegations(suggested, said));
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. KeywordRules.ContentWordsOf(text).Where(word => !word.Any(char.IsDigit)).Select(Stem.Of)];

    private static HashSet<string> NumbersOf(string text)
    {
        var digits = string.Concat(text.Select(character => char.IsDigit(character) ? character : ' '));
        return [.. digits.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
