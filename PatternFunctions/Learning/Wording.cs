using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>Whether a text keeps to the words of another: its vocabulary, its negations, its script.</summary>
internal static partial class Wording
{
    private const int NegationReach = 3;

    /// <summary>Abbreviations, with the stem of what they stand for.</summary>
    private static readonly Dictionary<string, string> WrittenOut = new(StringComparer.Ordinal)
    {
        ["hr"] = Stem.Of("hour"),
        ["hrs"] = Stem.Of("hour"),
        ["min"] = Stem.Of("minute"),
        ["mins"] = Stem.Of("minute"),
        ["appt"] = Stem.Of("appointment"),
        ["info"] = Stem.Of("information"),
        ["bldg"] = Stem.Of("building"),
        ["rez"] = Stem.Of("reservation"),
        ["reso"] = Stem.Of("reservation"),
        ["ppl"] = Stem.Of("people"),
        ["mgr"] = Stem.Of("manager"),
        ["msg"] = Stem.Of("message"),
        ["pic"] = Stem.Of("picture"),
        ["thx"] = Stem.Of("thanks"),
    };

    /// <summary>Only words of the source: of others, a typing error put right ("tommorow") and an abbreviation written out ("hrs").</summary>
    public static bool KeepsTo(string source, string text)
    {
        // Numbers, times and prices are held to more exactly elsewhere, in whichever words.
        var words = KeywordRules.ContentWordsOf(text).Where(word => !word.Any(char.IsDigit) && word is not ("am" or "pm") && !Claims.IsNumberOrUnit(word)).Distinct(StringComparer.Ordinal).ToArray();
        var known = KeywordRules.ContentWordsOf(source).Distinct(StringComparer.Ordinal).ToArray();
        var stems = known.Select(Stem.Of).ToHashSet(StringComparer.Ordinal);
        return words.All(word => stems.Contains(Stem.Of(word)) || known.Any(other => IsTypo(word, other) || IsShort(other, word)));
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

    /// <summary>"If you are a member", "unless it rains": said without that, an answer is another one.</summary>
    public static bool KeepsConditions(string source, string text)
    {
        var kept = StemsOf(text).ToHashSet(StringComparer.Ordinal);
        return SentencePattern().Split(source).All(sentence =>
            ConditionPattern().Matches(sentence).All(condition => Regex.IsMatch(text, $@"\b{condition.Value}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))
            || StemsOf(sentence).ToArray() is not { Length: > 0 } stems || stems.Count(kept.Contains) * 2 < stems.Length);
    }

    private static bool IsShort(string abbreviation, string word) => WrittenOut.GetValueOrDefault(abbreviation) == Stem.Of(word);

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

    [GeneratedRegex(@"\b(?:if|unless|except|excluding|only|until|as\s+long\s+as|provided)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConditionPattern();

    [GeneratedRegex(@"[.!?\n]")]
    private static partial Regex SentencePattern();

    [GeneratedRegex(@"[.!?;,\n]|\s[\-–—]\s|\bbut\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClausePattern();
}
