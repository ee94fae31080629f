using PatternFunctions.Matching;

namespace PatternFunctions.Conversations;

/// <summary>Tells whether what an operator writes after an automatic reply corrects that reply.</summary>
public static class Correction
{
    private static readonly Wording Phrases = Wording.Of("""
        correction
        scratch that
        (oops|whoops)
        (my|our) (mistake|bad|error|apologies)
        (ignore|disregard) (that|this|the|my|our|last|previous|above|what)
        (sorry|apologies|apologize|apologise) (about|for) (that|the|any) (confusion|mix|mixup|mistake|error|wrong|previous|last|automated|automatic|bot|misinformation|misunderstanding)
        (bot|robot|auto reply|autoreply|auto response|automated (message|text|reply|response|answer|system)|automatic (message|text|reply|response|answer))
        (thats|that is|that was|this is|this was|its|it is|it was|message was|reply was|answer was|text was|response was|info was|information was) (actually|completely|totally|all|just|so)* (wrong|incorrect|inaccurate|outdated|out of date|mistaken|a mistake|an error|in error|an old|old info)
        (isnt|wasnt|is not|was not|not) (quite|actually|really)* (right|correct|true|accurate)
        actually (we|it|its|the|thats|that|our|you|there|they|i|im|no|not|were)
        (i|we) (misspoke|meant|need to correct|should correct|have to correct|must correct)
        (let me|to|i will|ill) (correct|clarify)
        wrong (info|information|answer|time|times|hours|price|code|address|link|number|day|date|one|message|text)
        """);

    /// <param name="text">What the operator wrote.</param>
    /// <param name="reply">The automatic reply before it.</param>
    /// <param name="unprompted">The customer had not written in between, so it adds to the reply, or takes from it.</param>
    public static bool IsOne(string text, string reply, bool unprompted)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reply);
        return Phrases.IsIn(PlainWords.Of(text)) || (unprompted && Contradicts(text, reply));
    }

    /// <summary>Speaks of the same, with a number that the reply does not have, or a "not" where it has none.</summary>
    private static bool Contradicts(string text, string reply) =>
        WordsOf(text).Intersect(WordsOf(reply)).Any()
        && (NumbersOf(reply) is { Count: > 0 } known && !NumbersOf(text).IsSubsetOf(known)
            || !Learning.Wording.KeepsNegations(reply, text));

    private static IEnumerable<string> WordsOf(string text) =>
        MessageNormaliser.Normalise(text).Split(' ').Where(word => word.Length > 3 && !word.Any(char.IsDigit));

    private static HashSet<string> NumbersOf(string text)
    {
        var digits = string.Concat(text.Select(character => char.IsAsciiDigit(character) ? character : ' '));
        return [.. digits.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
