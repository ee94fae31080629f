using System.Text.RegularExpressions;
using PatternFunctions.Matching;

namespace PatternFunctions.Learning;

/// <summary>
/// How much a question and its answer can teach, from 0 (nothing) to 1, and why not more: a code such as
/// <c>greeting</c>, null for a good example.
/// </summary>
public sealed partial record ExampleQuality(double Weight, string? Reason)
{
    /// <summary>Below it an example makes no pattern of its own.</summary>
    public const double Reusable = 0.5;

    /// <summary>Below it no model need be asked.</summary>
    public const double WorthAsking = 0.15;

    /// <summary>More than two full texts are a conversation, not an answer.</summary>
    private const int MaxLength = 4000;

    public bool IsReusable => Weight >= Reusable;

    public static ExampleQuality Of(string customerMessage, string operatorReply)
    {
        ArgumentNullException.ThrowIfNull(customerMessage);
        ArgumentNullException.ThrowIfNull(operatorReply);
        if (customerMessage.Length > MaxLength || operatorReply.Length > MaxLength)
        {
            return new(0, "too_long");
        }

        var question = WordsOf(customerMessage);
        var answer = WordsOf(operatorReply);
        return (question, answer) switch
        {
            ([], _) or (_, []) => new(0, "no_words"),
            _ when IsTest(question) || IsTest(answer) => new(0, "test"),
            _ when answer.Any(CommonWords.Profanity.Contains) => new(0, "profanity"),
            _ when question.All(CommonWords.Filler.Contains) => new(0.1, Filler(question)),
            _ when answer.All(CommonWords.Filler.Contains) => new(0.1, Filler(answer)),
            _ when IsOneWord(question) && !customerMessage.Contains('?', StringComparison.Ordinal) => new(0.2, "one_word"),
            _ when IsOneWord(answer) => new(0.2, "one_word"),
            _ when question.Any(CommonWords.Profanity.Contains) => new(0.3, "profanity"),
            _ when OneOffPattern().IsMatch(operatorReply) || OfThisCustomerPattern().IsMatch(operatorReply) => new(0.2, "one_off"),
            _ when answer.Length <= 8 && MeetingPattern().IsMatch(operatorReply) => new(0.2, "one_off"),
            _ when operatorReply.TrimEnd().EndsWith('?') && (answer.Length <= 15 || OfferPattern().IsMatch(operatorReply)) => new(0.3, "counter_question"),
            ({ Length: < 3 }, _) => new(0.6, "short"),
            _ => new(1, null),
        };
    }

    private static string[] WordsOf(string text)
    {
        var normalised = MessageNormaliser.Normalise(text);
        return normalised.Any(char.IsLetterOrDigit) ? normalised.Split(' ') : [];
    }

    private static bool IsTest(string[] words) =>
        words is ["test" or "testing" or "tests", ..]
        && words.All(word => word is "test" or "testing" or "tests" or "this" or "is" or "a" or "message" or "only" or "please" or "ignore"
            || word.All(char.IsDigit));

    private static bool IsOneWord(string[] words) =>
        words.Count(word => !CommonWords.Filler.Contains(word)) <= 1 && words.Length <= 2 && words[0].All(char.IsAscii);

    private static string Filler(string[] words) =>
        words.Any(word => word.StartsWith("than", StringComparison.Ordinal) || word is "thx" or "ty" or "tysm" or "appreciate" or "cheers") ? "thanks"
        : words.Any(word => word is "hi" or "hello" or "hey" or "hiya" or "yo" or "morning" or "afternoon" or "evening" or "howdy") ? "greeting"
        : "acknowledgement";

    /// <summary>What somebody did or will do for this customer: untrue for the next one.</summary>
    [GeneratedRegex(@"\b(?:i(?:['’]?ll|\s+will|['’]?m\s+going\s+to|['’]?m\s+gonna)\s+(?:just\s+|go\s+|try\s+to\s+|see\s+if\s+|also\s+)*(?:call|check|send|get|ask|come|text|take|see|look|find|let|refund|fix|reset|restart|move|cancel|book|unlock|open|add|change|extend|credit|try|email|forward|have|be|give|put|swing|meet|reach|update|follow|hold|switch|bring|leave)\b|(?:i|we)(?:['’]?ve|\s+have)?\s+(?:just\s+|already\s+|now\s+|gone\s+ahead\s+and\s+)*(?:called|checked|sent|refunded|fixed|reset\s+(?:it|your|the|that)|restarted|rebooted|moved|cancell?ed|booked|unlocked|opened|added|changed|extended|credited|updated|forwarded|emailed|switched|applied|removed|put\s+you|found\s+(?:it|your)|reserved|taken\s+care)\b|let\s+me\s+(?:just\s+)?(?:check|look|see|ask|find|call|get|know\s+if\s+that\s+work(?:s|ed))|on\s+(?:my|our)\s+way|coming\s+(?:to|over|now|right)|\byour\s+(?:booking|appointment|reservation|order|session|table|refund)\b[^.!?\n]{0,40}\b(?:is|was|has\s+been)\s+(?:now\s+)?(?:cancell?ed|confirmed|moved|changed|booked|extended|refunded|done)|(?:just|already)\s+(?:sent|called|refunded|fixed|reset|unlocked|opened|cancell?ed|moved|extended|added|booked)\b|calling\s+you|be\s+right\s+there|give\s+(?:me|us)\s+(?:a|one|\d+|two|five)\s*(?:sec|second|min|minute|moment|few|couple)|one\s+(?:sec|moment|minute)\b|hold\s+on|try\s+(?:it\s+)?(?:now|again\s+now)\b|should\s+(?:be\s+)?(?:good|work|working|fixed|open|unlocked)\s+(?:to\s+go\s+)?now|you(?:['’]?re|\s+are)\s+(?:all\s+(?:set|booked|good)|booked|confirmed|good\s+to\s+go))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneOffPattern();

    /// <summary>What holds for this customer's things, or for this hour.</summary>
    [GeneratedRegex(@"\A(?:ok(?:ay)?[,!.]?\s+)?(?:(?:all\s+)?(?:done|set|sorted|fixed)|(?:found|got|fixed)\s+(?:it|that|him|her|them))\s*[!.:,\-–]|\b(?:(?:i|we)\s+(?:see|have|got|received|found)\s+(?:you|your)\b|i(?:['’]?ve|\s+have)\s+got\s+you\b|i\s+(?:do\s+not|don['’]?t|cannot|can['’]?t)\s+(?:see|find)\b|i(?:['’]?ll|\s+will)\s+(?:tell|pass|note|make\s+a\s+note|remind|swap|waive|process|run|go|hold|save)\b|we(?:['’]?ll|\s+will)\s+(?:look\s+into|take\s+a\s+look|get\s+back\s+to\s+you|let\s+you\s+know|send\s+(?:someone|somebody)|have\s+(?:someone|somebody)|sort\s+(?:it|this|that)|check\s+(?:it|this|that|and)|fix\s+(?:it|this|that)|see\s+you)\b|you\s+left\s+your|your\s+(?:jacket|coat|bag|wallet|phone|glasses|keys?|glove|putter|umbrella|package|food|bay|table|room|order)\s+(?:is|was|are|were)\s+(?:here|ready|waiting|still\s+here|behind|with\s+us|at\s+the\s+(?:desk|counter))|your\s+(?:refund|payment|order|request|deposit|email|message|booking|reservation|change)\b[^.!?\n]{0,30}\b(?:processed|received|went\s+through|came\s+through|approved|on\s+its\s+way|shipped|taken\s+care)|(?:you|u)\s+should\s+(?:have|['’]ve)\s+(?:received|gotten|got)|on\s+(?:his|her|their|its)\s+way|on\s+the\s+way(?!\s+(?:in|out|to|from|up|down|back|there))|(?:just|now)\s+(?:opened|freed)\s+up|we(?:['’]?re|\s+are)\s+running\s+(?:\w+\s+){0,3}(?:late|behind)|\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?\s+)?works|that\s+(?:time\s+|day\s+)?works|works\s+for\s+(?:us|me)|(?:squeeze|fit|pencil)\s+you\s+in|(?:(?:an?|\d+|a\s+few|two|ten)\s+(?:hours?|minutes?|mins?|days?))\s+ago|(?:unlocked|fixed|working|reset|open|back\s+up|sorted)\s+(?:for\s+you\s+)?now|now\s+(?:unlocked|fixed|working|sorted)|(?:he|she)(?:['’]s|\s+is|\s+was)\s+(?:off|out|in|back|away|sick|not\s+in)|happy\s+birthday|feel\s+better|get\s+well|congrat\w*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfThisCustomerPattern();

    /// <summary>The answer to it comes in the next text.</summary>
    [GeneratedRegex(@"\b(?:shall|should|can)\s+(?:i|we)\b|\b(?:would\s+you\s+like|do\s+you\s+want|want\s+me\s+to|which|what\s+time|how\s+many)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfferPattern();

    [GeneratedRegex(@"\b(?:see\s+(?:you|ya|u)|c\s?ya|talk\s+(?:soon|later)|ttyl|good\s+luck|have\s+fun|enjoy|no\s+rush|take\s+your\s+time|you\s+too)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MeetingPattern();
}
