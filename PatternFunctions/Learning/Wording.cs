using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>Whether a text keeps to the words of another: its vocabulary, its negations, its script.</summary>
internal static partial class Wording
{
    /// <summary>A tidied-up sentence may have this share of words of its own.</summary>
    private const double OwnShare = 0.2;

    private const int NegationReach = 3;

    public static bool KeepsTo(string source, string text)
    {
        // Numbers and times are held to more exactly elsewhere.
        var words = KeywordRules.ContentWordsOf(text).Where(word => !word.Any(char.IsDigit) && word is not ("am" or "pm")).Distinct(StringComparer.Ordinal).ToArray();
        var known = KeywordRules.ContentWordsOf(source).Distinct(StringComparer.Ordinal).ToArray();
        var stems = known.Select(Stem.Of).ToHashSet(StringComparer.Ordinal);
        var own = words.Count(word => !stems.Contains(Stem.Of(word)) && !known.Any(other => IsTypo(word, other)));
        return own <= Math.Max(words.Length >= 4 ? 1 : 0, (int)(words.Length * OwnShare));
    }

    /// <summary>"We do not give refunds" against "We give refunds", both ways.</summary>
    public static bool KeepsNegations(string source, string text) =>
        NegatedWords(source).All(word => !SaysPlainly(text, word) || SaysPlainly(source, word))
        && NegatedWords(text).All(word => !SaysPlainly(source, word) || SaysPlainly(text, word));

    /// <returns>The position of the first letter in a script that the source does not use, or -1.</returns>
    public static int OtherScriptIn(string source, string text)
    {
        var scripts = source.EnumerateRunes().Where(Rune.IsLetter).Select(ScriptOf).ToHashSet();
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) && !scripts.Contains(ScriptOf(rune)))
            {
                return position;
            }

            position += rune.Utf16SequenceLength;
        }

        return -1;
    }

    private static IEnumerable<string> StemsOf(string text) => KeywordRules.ContentWordsOf(text).Select(Stem.Of);

    private static IEnumerable<string> NegatedWords(string text) =>
        from clause in Clauses(text)
        from Match negator in NegatorPattern().Matches(clause)
        from word in StemsOf(clause[(negator.Index + negator.Length)..]).Take(NegationReach)
        select word;

    private static bool SaysPlainly(string text, string word) =>
        Clauses(text).Any(clause => StemsOf(clause).Contains(word, StringComparer.Ordinal) && !NegatorPattern().IsMatch(clause));

    private static string[] Clauses(string text) => ClausePattern().Split(NoNegationPattern().Replace(text, " "));

    private static bool IsTypo(string left, string right)
    {
        if (left.Length < 5 || Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        // One letter more, less, other, or two changed places.
        var start = left.AsSpan().CommonPrefixLength(right);
        var end = 0;
        while (end < Math.Min(left.Length, right.Length) - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        var (leftRest, rightRest) = (left[start..^end], right[start..^end]);
        return leftRest.Length + rightRest.Length <= 2
            || (leftRest.Length == 2 && rightRest.Length == 2 && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0]);
    }

    private static int ScriptOf(Rune rune) => rune.Value switch
    {
        < 0x0250 or (>= 0x1E00 and < 0x1F00) => 0,
        >= 0x0370 and < 0x0400 => 1,
        >= 0x0400 and < 0x0530 => 2,
        >= 0x0590 and < 0x0600 => 3,
        >= 0x0600 and < 0x0900 => 4,
        >= 0x0900 and < 0x0E00 => 5,
        >= 0x0E00 and < 0x0F00 => 6,
        (>= 0x1100 and < 0x1200) or (>= 0xAC00 and < 0xD7B0) => 7,
        (>= 0x3040 and < 0x3100) or (>= 0x3400 and < 0xA000) or (>= 0x20000 and < 0x32000) => 8,
        // Full-width and mathematical letters: look-alikes, as a rule.
        var other => 1000 + (other >> 8),
    };

    [GeneratedRegex(@"\b(?:no|not|never|none|neither|nor|cannot|without|unable|nobody|nothing|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|ai)n['’]?t)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NegatorPattern();

    [GeneratedRegex(@"\b(?:no|not\s+a)\s+(?:problem|problems|worries|rush|biggie)\b|\b(?:do\s+not|don['’]?t)\s+(?:hesitate|worry)\b|\bwhy\s+not\b|\bor\s+not\b|\bcan['’]?t\s+wait\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoNegationPattern();

    [GeneratedRegex(@"[.!?;,\n]|\s[\-–—]\s|\bbut\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClausePattern();
}
