using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>A customer's question without greeting, introduction and what is one person's.</summary>
internal static partial class PlainQuestion
{
    public static string Of(MaskedExchange masked)
    {
        // Of a burst, the texts that say nothing ("hey", "thanks!") do not belong to the question.
        var lines = masked.CustomerMessage.Split('\n').Where(line => KeywordRules.ContentWordsOf(line).Any());
        var question = IntroductionPattern().Replace(string.Join('\n', lines), "");
        question = GreetingPattern().Replace(question.Trim(), "");
        return masked.RestoreQuestion(Blanks().Replace(question, " ").Trim());
    }

    [GeneratedRegex(@"\b(?:my\s+name\s+is|this\s+is|it['’]?s|i['’]?m|i\s+am)\s+\[NAME_\d+\][,.!]?\s*(?:here\b[,.!]?\s*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IntroductionPattern();

    [GeneratedRegex(@"\A(?:(?:hi|hey|hello|hiya|good\s+(?:morning|afternoon|evening))\b(?:\s+(?:there|all|guys|team|\[NAME_\d+\]))?[\s,.!\-]*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GreetingPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
