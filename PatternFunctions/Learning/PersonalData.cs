using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// Finds what belongs to one person in a text. Rather too much than too little: what is found is hidden from the model
/// and put back afterwards, so that a false find costs next to nothing.
/// </summary>
public static partial class PersonalData
{
    private static readonly (Regex Pattern, PersonalKind Kind)[] Patterns =
    [
        (PlaceholderPattern(), PersonalKind.Text),
        (EmailPattern(), PersonalKind.Email),
        (SpokenEmailPattern(), PersonalKind.Email),
        (LinkPattern(), PersonalKind.Link),
        (LongNumberPattern(), PersonalKind.Number),
        (OddNumberPattern(), PersonalKind.Code),
        (AddressPattern(), PersonalKind.Address),
        (CodeAfterWordPattern(), PersonalKind.Code),
        (SpacedCodePattern(), PersonalKind.Code),
        (SpelledCodePattern(), PersonalKind.Code),
        (SpacedTypedPattern(), PersonalKind.Code),
        (SpelledNumberPattern(), PersonalKind.Number),
        (CodeBeforeWordPattern(), PersonalKind.Code),
        (CodeTypedPattern(), PersonalKind.Code),
        (CodeWithKeyPattern(), PersonalKind.Code),
        (PasswordPattern(), PersonalKind.Code),
        (ReferencePattern(), PersonalKind.Reference),
    ];

    /// <param name="text">Any text.</param>
    /// <param name="names">Names of people that are known: contact, operator.</param>
    /// <returns>Without overlaps, in order of appearance.</returns>
    public static IReadOnlyList<PersonalSpan> Find(string text, IEnumerable<string?> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        List<PersonalSpan> spans = [];
        foreach (var (pattern, kind) in Patterns)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var value = match.Groups["value"] is { Success: true } group ? group : match;
                Add(spans, Trimmed(value, kind, text));
            }
        }

        if (AccessPattern().IsMatch(text))
        {
            AddAll(spans, LooseCodePattern().Matches(text), PersonalKind.Code);
        }

        AddAll(spans, PersonNames.PerhapsIn(text), PersonalKind.Name);
        foreach (var form in names.SelectMany(PersonNames.FormsOf))
        {
            foreach (var (start, length) in PersonNames.Find(text, form))
            {
                Add(spans, new PersonalSpan(start, length, PersonalKind.Name));
            }
        }

        return [.. spans.OrderBy(span => span.Start)];
    }

    private static void AddAll(List<PersonalSpan> spans, IEnumerable<Capture> captures, PersonalKind kind)
    {
        foreach (var capture in captures)
        {
            Add(spans, new PersonalSpan(capture.Index, capture.Length, kind));
        }
    }

    /// <summary>An overlap becomes one span over both, so that no end of either stays in the open.</summary>
    internal static void Add(List<PersonalSpan> spans, PersonalSpan span)
    {
        if (span.Length == 0)
        {
            return;
        }

        foreach (var other in spans.Where(other => other.Start < span.End && span.Start < other.End).ToArray())
        {
            spans.Remove(other);
            var start = Math.Min(span.Start, other.Start);
            span = new PersonalSpan(start, Math.Max(span.End, other.End) - start, other.Kind);
        }

        spans.Add(span);
    }

    private static PersonalSpan Trimmed(Capture value, PersonalKind kind, string text)
    {
        var length = kind is PersonalKind.Link ? value.Value.AsSpan().TrimEnd(".,;:!?)]}'\"’”").Length : value.Length;
        if (kind is PersonalKind.Number)
        {
            kind = KindOfNumber(value.Value);
            var isDate = DatePattern().IsMatch(value.Value);
            return new PersonalSpan(value.Index, isDate ? 0 : length, kind);
        }

        // "The code is not working" names no code.
        var isSecret = kind is not PersonalKind.Code || !CommonWords.Stop.Contains(value.Value.ToLowerInvariant());
        return new PersonalSpan(value.Index, isSecret && value.Index < text.Length ? length : 0, kind);
    }

    private static PersonalKind KindOfNumber(string text)
    {
        var digits = text.Where(char.IsDigit).Select(digit => (int)char.GetNumericValue(digit)).ToArray();
        return digits.Length switch
        {
            >= 13 and <= 19 when PassesLuhn(digits) => PersonalKind.Card,
            <= 15 => PersonalKind.Phone,
            _ => PersonalKind.Number,
        };
    }

    private static bool PassesLuhn(int[] digits) =>
        digits.Reverse().Select((digit, index) => index % 2 == 0 ? digit : (digit * 2 % 10) + (digit / 5)).Sum() % 10 == 0;

    [GeneratedRegex(@"\[[A-Z]{2,12}_\d{1,4}\]")]
    internal static partial Regex PlaceholderPattern();

    [GeneratedRegex(@"[\p{L}\p{N}._%+\-']+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+")]
    internal static partial Regex EmailPattern();

    [GeneratedRegex(@"\b[\p{L}\p{N}._\-]+(?:\s+(?:underscore|dash|hyphen|dot|point|period)\s+[\p{L}\p{N}._\-]+)*\s*(?:\(at\)|\[at\]|\sat\s)\s*[\p{L}\p{N}\-]+\s*(?:\(dot\)|\[dot\]|\sdot\s|\spoint\s|\.)\s*(?:com|ca|net|org|co|uk|io|me)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpokenEmailPattern();

    [GeneratedRegex(@"\b(?:https?://|www\.)\S+|\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:com|ca|net|org|co|uk|io|app|golf|club|link|me|us|eu|de|fr|info|biz|shop|store|site|online|page|ly|gg|tv|dev|ai|to|gl|xyz|top|ru|cn)\b(?:/\S*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex LinkPattern();

    /// <summary>Seven digits or more, with the signs that people put between them.</summary>
    [GeneratedRegex(@"\+?\(?\d(?:[\s().\-–·]{0,3}\d){6,}")]
    private static partial Regex LongNumberPattern();

    /// <summary>Three or more digits in letters' disguise: 𝟒𝟖𝟐𝟏, ④⑧②①, ⁴⁸²¹.</summary>
    [GeneratedRegex(@"(?:(?:\uD835[\uDFCE-\uDFFF]|\p{No})[\s.\-]?){3,}")]
    private static partial Regex OddNumberPattern();

    /// <summary>Four digits or more in words: "five five five oh one two three".</summary>
    [GeneratedRegex(@"\b(?:(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine|double|triple|hash|pound|star)\b[\s,.\-–]{0,3}){3,}(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|hash|pound|star)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpelledNumberPattern();

    /// <summary>"The code is 4 8 2 1", "code: 48 21".</summary>
    [GeneratedRegex(@"\b(?:code|pin|passcode|keypad|combo|combination|lockbox)\b(?:\s+(?:for|to|on|at|of|the|your|my|our|is|was|front|back|main|side|door|gate|entry|entrance)){0,6}\s*[:=\-]?\s*(?<value>[*\#]?\d{1,3}(?:[\s.\-]{1,2}\d{1,3}){1,5}[*\#]?)(?!\s?(?:am|pm|min|hour|people|%))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpacedCodePattern();

    /// <summary>"Punch in 4 8 2 1".</summary>
    [GeneratedRegex(@"\b(?:enter|type|punch|press|dial|key|input)\s+(?:in\s+)?(?:the\s+)?(?<value>[*\#]?\d(?:[\s.,\-]{1,2}\d){2,7}[*\#]?)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpacedTypedPattern();

    /// <summary>"The code is forty eight twenty one", "code: four eight".</summary>
    [GeneratedRegex(@"\b(?:code|pin|passcode|combo|combination)\b(?:\s+(?:for|to|on|at|of|the|your|my|our|is|was|front|back|main|side|door|gate)){0,6}\s*[:=\-]?\s*(?<value>(?:(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b[\s,\-]{0,2}){2,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpelledCodePattern();

    [GeneratedRegex(@"\A(?:19|20)\d\d-\d\d-\d\d\z")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\b\d{1,6}[a-z]?\s+(?:(?:[nsew]|north|south|east|west)\.?\s+)?(?:[\p{L}'’\-]+\s+){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|crescent|cres|way|place|pl|parkway|pkwy|highway|hwy|terrace|square)\b(?:,?\s+(?:unit|suite|apt|apartment|\#)\s*[\w\-]+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"\b(?<!(?:promo|discount|coupon|dress|area|zip|postal)\s)(?:code|pin|passcode|keypad|password|combo|combination|lockbox|lock\sbox|access|wifi|wi-fi|pass)\b(?:\s+(?:for|to|on|at|of|the|your|my|our|is|was|will|be|number|no|today|now|front|back|main|side|door|gate|entry|entrance|bay|building|room|\d{1,2})){0,7}\s*[:=\-]?\s*[""'“‘*\#]*(?<value>(?=[\p{L}\p{N}*\#\-]*\d)[\p{L}\p{N}][\p{L}\p{N}*\#\-]{2,15})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CodeAfterWordPattern();

    [GeneratedRegex(@"(?<![\d:.$£€])[*\#]?(?<value>\d{3,8}[*\#]?)\s+(?:is\s+(?:the|your|our)\s+(?:\w+\s+){0,2}(?:code|pin|passcode|combo|password)|(?:opens|unlocks|will\sopen|will\sunlock|gets\syou\sin|lets\syou\sin|to\sopen|to\sunlock|to\sget\sin))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBeforeWordPattern();

    [GeneratedRegex(@"\b(?:enter|type|punch|press|dial|key|input)\s+(?:in\s+)?(?:the\s+)?[*\#""']*(?<value>\d{3,8}[*\#]?)(?![:.]\d|\s?(?:min|hour|people|%))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CodeTypedPattern();

    [GeneratedRegex(@"(?<![\w$£€])(?<value>[*\#]\d{3,8}[*\#]?|\d{3,8}[*\#])(?!\w)")]
    private static partial Regex CodeWithKeyPattern();

    [GeneratedRegex(@"\b(?:password|passcode|passphrase|pwd|wifi|wi-fi)\b(?:\s+(?:for|to|the|wifi|wi-fi|network|guest|key|password))*\s*(?:is|:|=)\s*[""'“‘]?(?<value>[^\s""'”’]{3,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordPattern();

    [GeneratedRegex(@"\b(?:booking|order|confirmation|reservation|reference|ref|member|membership|gift\s?card|card|account|invoice|ticket|voucher|certificate)\s*(?:number|num|no\.?|id|code|\#)?\s*(?:is|was|:|\#)?\s*\#?(?<value>(?=[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d)[a-z0-9][a-z0-9\-]{3,24})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"\b(?:door|gate|keypad|lock|lockbox|code|passcode|pin|entry)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AccessPattern();

    /// <summary>Where a door is spoken of, a number that is no time, price or year may be its code.</summary>
    [GeneratedRegex(@"(?<![\w$£€:.,])\d{4,6}[*\#]?(?![\w:%]|[.,]\d|\s?(?:dollars|minutes|mins?|hours|people))")]
    private static partial Regex LooseCodePattern();
}
