using System.Globalization;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>Something in a text that must be true: it may be repeated, never made up.</summary>
internal readonly record struct Claim(RefusalCode IfInvented, string Value, int Start, int Length);

/// <summary>Finds links, contacts, prices, times, dates, numbers and promises, each in one spelling ("10:00 AM" is "10a").</summary>
internal static partial class Claims
{
    private static readonly string[] NumberWords =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly string[] TensWords = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"];

    private static readonly (Regex Pattern, RefusalCode Code, Func<Match, string> Value)[] Kinds =
    [
        (PersonalData.EmailPattern(), RefusalCode.InventedContact, match => match.Value.ToLowerInvariant()),
        (PersonalData.LinkPattern(), RefusalCode.InventedLink, match => match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']')),
        (SchemePattern(), RefusalCode.InventedLink, match => match.Value.ToLowerInvariant()),
        (PhonePattern(), RefusalCode.InventedContact, match => Digits(match.Value)),
        (PricePattern(), RefusalCode.InventedPrice, match => $"{Unit(match.Groups["unit"].Value)}{Number(match.Groups["number"].Value)}"),
        (PercentPattern(), RefusalCode.InventedPrice, match => $"%{Number(match.Groups["number"].Value)}"),
        (TimePattern(), RefusalCode.InventedTime, Time),
        (DatePattern(), RefusalCode.InventedDate, match => Date(match.Value)),
        (DayPattern(), RefusalCode.InventedDate, match => Day(match.Value)),
        (NumberPattern(), RefusalCode.InventedNumber, match => Number(match.Value)),
        (OddNumberPattern(), RefusalCode.InventedNumber, match => match.Value),
        (NumberWordPattern(), RefusalCode.InventedNumber, match => NumberWord(match.Value)),
        (TurningPattern(), RefusalCode.InventedPromise, match => match.Value.ToLowerInvariant()),
        (PromisePattern(), RefusalCode.InventedPromise, match => Stem.Of(match.Value)),
    ];

    public static IReadOnlyList<Claim> In(string text)
    {
        text = NoPromisePattern().Replace(text, match => new string('_', match.Length));
        List<Claim> claims = [];
        foreach (var (pattern, code, value) in Kinds)
        {
            foreach (Match match in pattern.Matches(text))
            {
                claims.Add(new Claim(code, value(match), match.Index, match.Length));
            }

            // What is part of a link or a price is no number of its own.
            text = code is RefusalCode.InventedPromise ? text : pattern.Replace(text, match => new string('_', match.Length));
        }

        return claims;
    }

    /// <summary>Claims of the text that the source does not make. A bare number may be any number of the source.</summary>
    public static IEnumerable<Claim> NotIn(string source, string text)
    {
        var known = In(source).ToArray();
        var exact = known.Select(claim => (claim.IfInvented, claim.Value)).ToHashSet();
        var numbers = NumberPattern().Matches(source).Select(match => Number(match.Value))
            .Concat(known.Where(claim => claim.IfInvented is RefusalCode.InventedNumber).Select(claim => claim.Value))
            .ToHashSet(StringComparer.Ordinal);
        return In(text).Where(claim =>
            !exact.Contains((claim.IfInvented, claim.Value))
            && !(claim.IfInvented is RefusalCode.InventedNumber && numbers.Contains(claim.Value)));
    }

    /// <summary>"six", "dollars": a claim only together with what stands beside it.</summary>
    public static bool IsNumberOrUnit(string word) => NumberWordPattern().IsMatch(word) || Unit(word) is "$" or "€" or "£";

    private static string Digits(string text) =>
        string.Concat(text.Where(char.IsDigit).Select(digit => ((int)char.GetNumericValue(digit)).ToString(CultureInfo.InvariantCulture)));

    private static string Number(string text)
    {
        var parts = ThousandsPattern().Replace(text, "").Split('.', ',');
        var whole = Digits(parts[0]).TrimStart('0');
        var fraction = parts.Length > 1 ? Digits(parts[1]).TrimEnd('0') : "";
        return (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction);
    }

    private static string Unit(string unit) => unit.ToLowerInvariant() switch
    {
        "$" or "dollar" or "dollars" or "bucks" or "buck" or "usd" or "cad" => "$",
        "€" or "eur" or "euro" or "euros" => "€",
        "£" or "gbp" or "pound" or "pounds" or "quid" => "£",
        var other => other,
    };

    private static string Time(Match match) => match.Value.ToLowerInvariant() switch
    {
        "noon" => "12p",
        "midnight" => "12a",
        _ => string.Concat(
            Number(match.Groups["hour"].Value),
            Number(match.Groups["minute"].Value) is "0" ? "" : ":" + match.Groups["minute"].Value,
            match.Groups["half"].Value.ToLowerInvariant()),
    };

    private static string Date(string text) => string.Join('/', text.Split('/', '-').Select(Number));

    private static string Day(string text)
    {
        var word = text.ToLowerInvariant();
        return word is "today" or "tonight" or "tomorrow" or "yesterday" ? word
            : word.StartsWith("week", StringComparison.Ordinal) ? word.TrimEnd('s')
            : word.Length > 3 ? word[..3] : word;
    }

    private static string NumberWord(string word)
    {
        word = word.ToLowerInvariant();
        var small = Array.IndexOf(NumberWords, word);
        var tens = Array.IndexOf(TensWords, word);
        return small >= 0 ? small.ToString(CultureInfo.InvariantCulture)
            : tens >= 0 ? ((tens + 3) * 10).ToString(CultureInfo.InvariantCulture)
            : word;
    }

    [GeneratedRegex(@"(?<=\d),(?=\d{3}(?!\d))")]
    private static partial Regex ThousandsPattern();

    [GeneratedRegex(@"\b(?:https?|ftp|file|javascript|data|tel|sms|mailto|intent):\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"\+?\(?\d(?:[\s().\-–·]{0,3}\d){6,}")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"(?<unit>\p{Sc})\s?(?<number>\d[\d.,]*)|(?<number>\d[\d.,]*)\s?(?<unit>\p{Sc}|dollars?\b|bucks?\b|usd\b|cad\b|euros?\b|eur\b|gbp\b|pounds?\b|quid\b|cents?\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PricePattern();

    [GeneratedRegex(@"(?<number>\d[\d.,]*)\s?(?:%|percent\b|٪|％)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PercentPattern();

    [GeneratedRegex(@"\b(?:(?<hour>\d{1,2})(?:[:.](?<minute>[0-5]\d))?\s?(?<half>[ap])\.?m\b\.?|(?<hour>\d{1,2}):(?<minute>[0-5]\d)|noon\b|midnight\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\b\d{1,4}[/\-]\d{1,2}(?:[/\-]\d{1,4})?\b")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\b(?:today|tonight|tomorrow|yesterday|weekends?|weekdays?|daily|everyday|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:days?)?|(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)|(?:march|may)(?=\s\d)|(?<=\d(?:st|nd|rd|th)?\s(?:of\s)?)(?:march|may)|christmas|easter|thanksgiving|halloween)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"\d(?:[\d.,]*\d)?")]
    private static partial Regex NumberPattern();

    /// <summary>½, ①, Ⅻ.</summary>
    [GeneratedRegex(@"[\p{No}\p{Nl}]")]
    private static partial Regex OddNumberPattern();

    [GeneratedRegex(@"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|double|triple|twice|dozen|couple|quarter)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberWordPattern();

    /// <summary>Small words that turn an answer round: "turn it off" is not "turn it on".</summary>
    [GeneratedRegex(@"\b(?:off|down|out|above|below|under|inside|outside|until|unless|without|(?<=\b(?:turn|turned|switch|switched|power|plug)\s(?:\w+\s){0,3})(?:on|in))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TurningPattern();

    /// <summary>Words that bind the business or turn an answer round. Their stems must be the operator's.</summary>
    [GeneratedRegex(@"\b(?:free(?:bies?)?|complimentary|gratis|refund\w*|reimburs\w*|guarante\w*|promis\w*|pledge\w*|discount\w*|credit(?!\scard)\w*|compensat\w*|waiv\w*|warrant\w*|unlimited|lifetime|bonus\w*|prizes?|win|winners?|winning|rewards?|always|never|immediate\w*|instant\w*|asap|within|anytime|ensur\w*|assur\w*|certif\w*|liab\w*|insur\w*|responsib\w*|legal\w*|upgrad\w*|priority|vip|exclusive\w*|approv\w*|confirm\w*|reserv\w*|book(?:ed|s)?|cancel\w*|sent|unlock\w*|schedul\w*|process(?:ed|ing)|deliver\w*|safe\w*|allerg\w*|gluten|vegan|halal|kosher|nut|open\w*|clos(?:e|es|ed|ing)|allow\w*|prohibit\w*|forbid\w*|permit\w*|requir\w*|includ\w*|exclud\w*|must|only|before|after|minimum|maximum|least|most|available|unavailable|accept\w*|refus\w*|declin\w*|left|right|first|last|everyone|nobody|everything|nothing|unsubscrib\w*|verify\w*|verif\w*|password\w*|pay|payment|paid|deposit\w*|fee|fees|fine|fined|charge\w*|cost\w*|cheap\w*|sale|offer\w*|deal|deals|coupon\w*|extend\w*|extra|bank|transfer\w*|wire|bitcoin|crypto\w*|urgent\w*|click\w*|call|visit|police|doctor|medical\w*|emergency)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PromisePattern();

    [GeneratedRegex(@"\bfeel\s+free\b|\b(?:toll|hands|hassle)[\s\-]free\b|\bfree\s+up\b|\ball\s?right\b|\bof\s+course\b|\bright\s+now\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoPromisePattern();
}
