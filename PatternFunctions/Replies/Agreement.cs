using PatternFunctions.Learning;

namespace PatternFunctions.Replies;

/// <summary>Whether a person answered what the app would have answered.</summary>
/// <param name="Similarity">0 to 1: how many of their telling words the two share.</param>
/// <param name="Agrees">They say the same: like words, the same numbers, no "not" that the other lacks.</param>
public sealed record Agreement(double Similarity, bool Agrees)
{
    private const double Enough = 0.6;

    public static Agreement Between(string suggested, string said) => Between(AnswerWords.Of(suggested), AnswerWords.Of(said));

    public static Agreement Between(AnswerWords suggested, AnswerWords said)
    {
        ArgumentNullException.ThrowIfNull(suggested);
        ArgumentNullException.ThrowIfNull(said);
        var total = suggested.Words.Count + said.Words.Count;
        var similarity = total == 0 ? 1 : 2.0 * suggested.Words.Count(said.Words.Contains) / total;
        return new Agreement(
            similarity, similarity >= Enough && suggested.Numbers.SetEquals(said.Numbers) && Wording.KeepsNegations(suggested.Text, said.Text));
    }
}
