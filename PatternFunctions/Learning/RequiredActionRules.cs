using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// What somebody has to do, or look up, before an answer is true. An answer with such an action is never sent by itself
/// until something performs it, so these are found by rule, whatever the analyser says.
/// </summary>
internal static partial class RequiredActionRules
{
    /// <summary>The answer speaks of the day on which it was given.</summary>
    public const string CheckDate = "check_date";

    private static readonly (string Action, Regex Pattern)[] Rules =
    [
        (CheckDate, DatePattern()),
        ("check_availability", AvailabilityPattern()),
        ("unlock_door", UnlockPattern()),
        ("reset_equipment", ResetPattern()),
        ("issue_refund", RefundPattern()),
        ("contact_customer", ContactPattern()),
    ];

    public static IReadOnlyList<string> For(string template, IEnumerable<string> proposed) =>
        [.. proposed.Concat(Rules.Where(rule => rule.Pattern.IsMatch(template)).Select(rule => rule.Action)).Distinct(StringComparer.Ordinal)];

    /// <summary>"We close at 9 tonight" was true that night. Never overruled by what a person or a model says.</summary>
    public static bool SpeaksOfToday(string template) => DatePattern().IsMatch(template);

    [GeneratedRegex(@"\b(?:to(?:day|night|morrow)(?:['’]s)?|tonite|tmrw?|2(?:day|nite|moro)|yesterday|last\s+night|(?:right|just|for|until|as\s+of)\s+now|now\s+(?:open|closed|available|back|working|free|full)|currently|presently|at\s+(?:the|this)\s+moment|at\s+present|until\s+further\s+notice|(?:later|earlier)\s+this|(?:open(?:ing)?|back|available|working|fixed)\s+(?:again\s+)?(?:soon|shortly)|(?:this|next|last|coming|past)\s+(?:morning|afternoon|evening|night|week|weekend|month|season|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|in\s+(?:an?|\d+|a\s+few|a\s+couple(?:\s+of)?)\s+(?:minutes?|mins?|hours?|days?|weeks?)\s+from\s+now)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    /// <summary>Also any answer that repeats the customer's day or time: it promises something about it.</summary>
    [GeneratedRegex(@"\{\{\s*(?:booking_time|booking_date|party_size)\b|\b(?:is|are|have|has)\s+(?:\w+\s+){0,3}(?:available|openings?|a\s+(?:slot|spot|table|room|bay)\s+(?:free|open))\b|\b(?:bays?|simulators?|sims?|slots?|tables?|rooms?|courts?|lanes?)\b(?:\s+(?:\d+|\{\{\w+\}\}))?\s+(?:is|are)\s+(?:still\s+|currently\s+)?(?:free|taken|open|full)\b|\b(?:fully|all)\s+booked\b|\bsold\s+out\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AvailabilityPattern();

    [GeneratedRegex(@"\b(?:i|we)(?:['’](?:ll|ve)|\s+will|\s+have|\s+can)?\s+(?:\w+\s+){0,2}(?:unlock|unlocked|buzz|buzzed|let\s+you\s+in)\b|\bdoor\s+(?:is|should\s+be)\s+(?:now\s+)?(?:open|unlocked)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnlockPattern();

    [GeneratedRegex(@"\b(?:i|we)(?:['’](?:ll|ve)|\s+will|\s+have|\s+can)?\s+(?:\w+\s+){0,2}(?:reset|restart|restarted|reboot|rebooted)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ResetPattern();

    [GeneratedRegex(@"\b(?:i|we)(?:['’](?:ll|ve)|\s+will|\s+have)\s+(?:\w+\s+){0,2}(?:refund|refunded|credit|credited)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RefundPattern();

    [GeneratedRegex(@"\b(?:i|we|someone|somebody)(?:['’]ll|\s+will)\s+(?:\w+\s+){0,2}(?:call|text|email|contact|reach\s+out|get\s+back|be\s+(?:right\s+)?(?:there|over))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContactPattern();
}
