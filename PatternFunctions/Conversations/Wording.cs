using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Conversations;

/// <summary>
/// Phrases to look for in <see cref="PlainWords"/>, one a line, always whole words:
/// <c>(a|b c)</c> one of these · <c>(a)?</c> or not · <c>(a|b)*</c> any number of these · <c>stop~</c> begins so ·
/// <c>_</c> any one word · <c>...</c> up to three words · <c>!(a|b)</c> not followed by · <c>&lt;!(a|b)</c> not preceded by ·
/// <c>^</c> and <c>$</c> begin and end of the text; <c>|$</c> as the last alternative, or the end.
/// </summary>
internal sealed class Wording
{
    private readonly Regex regex;
    private readonly WordingFilter filter;
    private readonly List<string>[] parts;

    private Wording(string[] phrases)
    {
        regex = new Regex(string.Join('|', phrases.Select(Translate)), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        parts = [.. phrases.Select(phrase => SplitOutsideParentheses(phrase).ToList())];
        filter = WordingFilter.Of(parts);
    }

    public static Wording Of(string phrases) =>
        new(phrases.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>One look for several; it holds whatever marks a text has, and whatever is cut from it.</summary>
    public static WordingFilter FilterOf(params IEnumerable<Wording> wordings) => WordingFilter.Of(wordings.SelectMany(wording => wording.parts));

    public bool IsIn(string plain) => filter.MayBeIn(plain) && regex.IsMatch(plain);

    /// <summary>The text with a gap where the phrases stood.</summary>
    public string CutFrom(string plain) => filter.MayBeIn(plain) ? regex.Replace(plain, "~ ") : plain;

    /// <summary>The slow way: what the filter is held to.</summary>
    internal bool IsInByRegex(string plain) => regex.IsMatch(plain);

    private static string Translate(string phrase)
    {
        var pattern = new StringBuilder("(?<= )");
        foreach (var part in SplitOutsideParentheses(phrase))
        {
            pattern.Append(part switch
            {
                "^" => "(?<=^ )",
                "$" => "$",
                "..." => "(?:[^ ]+ ){0,3}?",
                ['!', .. var body] => $"(?!{Word(body)})",
                ['<', '!', .. var body] => $"(?<! {Word(body)})",
                [.. var body, '?' or '*'] when body is [.., ')'] => Word(body) + part[^1],
                _ => Word(part),
            });
        }

        return pattern.ToString();
    }

    private static string Word(string body) =>
        body.EndsWith("|$)", StringComparison.Ordinal)
            ? $"(?:{Word(body[..^3] + ")")}|$)"
            : $"(?:{body.Replace("(", "(?:", StringComparison.Ordinal)
                .Replace("?", "\\?", StringComparison.Ordinal)
                .Replace("(\\?:", "(?:", StringComparison.Ordinal)
                .Replace(".", "\\.", StringComparison.Ordinal)
                .Replace("~", "[^ ]*", StringComparison.Ordinal)
                .Replace("_", "[^ ]+", StringComparison.Ordinal)} )";

    private static IEnumerable<string> SplitOutsideParentheses(string phrase)
    {
        var start = 0;
        var depth = 0;
        for (var index = 0; index <= phrase.Length; index++)
        {
            if (index == phrase.Length || (phrase[index] == ' ' && depth == 0))
            {
                yield return phrase[start..index];
                start = index + 1;
            }
            else
            {
                depth += phrase[index] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }
    }
}
