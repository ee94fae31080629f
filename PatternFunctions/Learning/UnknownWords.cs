using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace PatternFunctions.Learning;

/// <summary>
/// Words that are in no dictionary. Every name of a person that is no word besides is among them, whether or not a list of
/// names has it; so are a product's name and a slip of the pen, which cost nothing: what is hidden is put back.
/// </summary>
internal static partial class UnknownWords
{
    /// <summary>With so many that are in no list of names either, and more than half, a text is not English: then the model's own words count as a dictionary.</summary>
    private const int FewestOfAnotherLanguage = 3;

    private static readonly Lazy<Tokenizer> AllLanguages = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <param name="text">Any text.</param>
    /// <param name="known">Words of the business's own, in small letters.</param>
    public static IEnumerable<PersonalSpan> Find(string text, IReadOnlySet<string> known)
    {
        if (!EnglishWords.ArePresent)
        {
            return [];
        }

        var words = WordPattern().Matches(text).Where(word => word.Value.Any(IsCased)).ToArray();
        var unknown = words.Where(word => !IsKnown(Plain(word.Value), known)).ToArray();
        var strange = unknown.Count(word => !ListedNames.All.Contains(word.Value));
        if (strange >= FewestOfAnotherLanguage && strange * 2 > words.Length)
        {
            unknown = [.. unknown.Where(word => ListedNames.All.Contains(word.Value) || !IsOneToken(Plain(word.Value)))];
        }

        return unknown.Select(word => new PersonalSpan(word.Index, word.Length - EndingPattern().Match(word.Value).Length, PersonalKind.Word));
    }

    private static bool IsKnown(string word, IReadOnlySet<string> known)
    {
        bool Has(string part) => part.Length < 2 || EnglishWords.Contains(part) || known.Contains(part);
        return Has(word)
            || Has(word.Replace("'", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
            || word.Split('-').All(part => Has(EndingPattern().Replace(part, "")));
    }

    private static bool IsOneToken(string word) => AllLanguages.Value.CountTokens(" " + word) == 1;

    private static string Plain(string word) => word.ToLowerInvariant().Replace('’', '\'');

    /// <summary>Scripts without capitals mostly have no spaces between words either.</summary>
    private static bool IsCased(char letter) => char.IsLower(letter) || char.IsUpper(letter);

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*(?:['’\-]\p{L}[\p{L}\p{M}]*)*")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"(?:n['’]t|['’](?:s|d|m|ll|re|ve))\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndingPattern();
}
