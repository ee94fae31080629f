using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>What a customer's message says about bay, time, day, people. Two different answers are none.</summary>
public static partial class MessageValues
{
    /// <returns>As the customer wrote it, or null.</returns>
    public static string? Find(TemplateVariable variable, string customerMessage)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(customerMessage);
        var values = PatternOf(variable.Name) is { } pattern
            ? pattern.Matches(customerMessage).Select(match => match.Groups["value"].Value)
            : variable.Values.Where(value => Contains(customerMessage, value));
        return values.DistinctBy(Fold, StringComparer.Ordinal).Take(2).ToArray() is [var only] ? only : null;
    }

    /// <summary>Puts something else in the place of a value wherever the text says it in the same sense.</summary>
    public static string Replace(TemplateVariable variable, string text, string value, string replacement)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(value);
        var pattern = PatternOf(variable.Name) ?? new Regex(
            $@"(?<!\w)(?<value>{Regex.Escape(value)})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        foreach (var found in pattern.Matches(text).Select(match => match.Groups["value"]).Reverse())
        {
            if (Fold(found.Value) == Fold(value))
            {
                text = string.Concat(text.AsSpan(0, found.Index), replacement, text.AsSpan(found.Index + found.Length));
            }
        }

        return text;
    }

    /// <summary>Whether a text has the value as whole words, whatever the case and the spaces within.</summary>
    public static bool Contains(string text, string value)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(value);
        text = Fold(text);
        value = Fold(value);
        for (var at = 0; value.Length > 0 && (at = text.IndexOf(value, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + value.Length;
            if ((at == 0 || IsBoundary(text[at - 1], value[0])) && (end == text.Length || IsBoundary(value[^1], text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBoundary(char left, char right) => !(char.IsLetterOrDigit(left) && char.IsLetterOrDigit(right));

    private static string Fold(string text) => TimeSuffix().Replace(Blanks().Replace(text, " "), "$1m").ToLowerInvariant();

    private static Regex? PatternOf(string variable) => variable switch
    {
        TemplateVariables.BayNumber => BayPattern(),
        TemplateVariables.BookingTime => TimePattern(),
        TemplateVariables.BookingDate => DatePattern(),
        TemplateVariables.PartySize => PartyPattern(),
        _ => null,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>"7 p.m.", "7 PM" and "7pm" are one time.</summary>
    [GeneratedRegex(@"(?<=\d) ?([ap])\.?m\b\.?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeSuffix();

    [GeneratedRegex(@"\b(?:bay|simulator|sim|box|booth|lane|court|station|room)\s*(?:number|no\.?|\#)?\s*(?<value>\d{1,3})\b(?![:.]\d|\s?[ap]\.?m\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BayPattern();

    /// <summary>Of a range ("7-9pm") neither end is the time.</summary>
    [GeneratedRegex(@"(?<!\d(?:[:.]\d\d)?\s?(?:-|–|—|to|till?|until|or|and)\s?)\b(?<value>(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?[ap]\.?m\b|(?:[01]?\d|2[0-3]):[0-5]\d\b|noon\b|midnight\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\b(?<value>today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\b(?:(?:party|group|table)\sof\s(?<value>\d{1,3})|(?<value>\d{1,3})\s(?:people|persons|players|guests|adults|kids|ppl|of\sus))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PartyPattern();
}
