using PatternFunctions.Replies;

namespace PatternFunctions.Learning;

/// <summary>
/// Whether two templates tell a customer the same: alike in words, with the very same facts in them. One may be wordier
/// than the other, but "in the blue locker" is not "in the red locker".
/// </summary>
public static class SameAnswer
{
    private const double Alike = 0.6;

    /// <summary>"Yes, we do" is the answer to many questions.</summary>
    private const int FewestWords = 3;

    public static bool Holds(string left, string right) =>
        Read(left) is { } one && Read(right) is { } other ? Holds(one, other) : left == right;

    /// <summary>The same telling words, and enough of them to say what they are about: then the questions are one.</summary>
    public static bool IsWordForWord(string left, string right) =>
        Read(left) is { } one && Read(right) is { } other
        && Holds(one, other) && one.Words.SetEquals(other.Words) && one.Words.Count >= FewestWords;

    /// <summary>Whether two questions speak of the same days, times, numbers and prices, and deny the same.</summary>
    public static bool AsksTheSame(string left, string right) =>
        ClaimsOf(left).Where(claim => claim.Code is not RefusalCode.InventedPromise)
            .ToHashSet().SetEquals(ClaimsOf(right).Where(claim => claim.Code is not RefusalCode.InventedPromise))
        && Wording.KeepsNegations(left, right);

    private static bool Holds(Answer one, Answer other) =>
        Agreement.Between(one.Text, other.Text).Similarity >= Alike
        && Wording.KeepsNegations(one.Text, other.Text)
        && (one.Words.IsSubsetOf(other.Words) || other.Words.IsSubsetOf(one.Words))
        && ClaimsOf(one.Text).SetEquals(ClaimsOf(other.Text))
        && one.Variables.SetEquals(other.Variables);

    /// <summary>A name that one of the two calls the customer by says nothing.</summary>
    private static Answer? Read(string text) => Template.Parse(text).Template is not { } template ? null : new Answer(
        template.LiteralText,
        [.. KeywordRules.ContentWordsOf(template.LiteralText).Where(word => !word.Any(char.IsDigit)).Select(Stem.Of)],
        [.. template.Variables.Where(name => name is not (TemplateVariables.CustomerName or TemplateVariables.CustomerFirstName))]);

    private static HashSet<(RefusalCode Code, string Value)> ClaimsOf(string text) =>
        [.. Claims.In(text).Select(claim => (claim.IfInvented, claim.Value))];

    private sealed record Answer(string Text, HashSet<string> Words, HashSet<string> Variables);
}
