namespace PatternFunctions.Conversations;

/// <summary>
/// Recognises "no more texts" in any reasonable wording. A missed stop is worse than a false one, which an operator
/// sees and undoes; a false start is as bad as a missed stop, so only unmistakable words start again.
/// </summary>
public static class OptOut
{
    private const string StopSign = "\U0001F6D1";

    public static OptOutRequest Classify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = PlainWords.Of(text);
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var hasPhrase = OptOutPhrases.MayBeIn(plain);
        return IsStart(plain, words, hasPhrase) ? OptOutRequest.Start
            : IsStop(text, plain, words, hasPhrase) ? OptOutRequest.Stop
            : words is ["help" or "info" or "ayuda" or "aide" or "aiuto" or "hilfe"] ? OptOutRequest.Help
            : OptOutRequest.None;
    }

    private static bool IsStart(string plain, string[] words, bool hasPhrase) =>
        (hasPhrase && OptOutPhrases.Start.IsIn(plain))
        || (words.Length is > 0 and <= 4
            && words.Any(OptOutWords.Start.Contains)
            && words.All(word => OptOutWords.Start.Contains(word) || OptOutWords.Please.Contains(word)));

    private static bool IsStop(string text, string plain, string[] words, bool hasPhrase) =>
        (words.Length == 0 && text.Contains(StopSign, StringComparison.Ordinal))
        || (IsStopAlone(words) && !OptOutPhrases.Reported.IsIn(plain))
        || (hasPhrase && (OptOutPhrases.SpelledOut.IsIn(plain)
            || OptOutPhrases.Apart.IsIn(PlainWords.WithMarks(text))
            || OptOutPhrases.Stop.IsIn(OptOutPhrases.NotMeant.CutFrom(plain))));

    private static bool IsStopAlone(string[] words) => words switch
    {
        [] => false,
        [var word] => OptOutWords.Alone.Contains(word) || OptOutWords.IsStop(word),
        _ => (words.All(word => OptOutWords.Fillers.Contains(word) || OptOutWords.IsStop(word)) && words.Any(OptOutWords.IsStop))
            || (words.Length <= 3 && words.Any(OptOutWords.AloneWithPlease.Contains)
                && words.All(word => OptOutWords.AloneWithPlease.Contains(word) || OptOutWords.Please.Contains(word))),
    };
}
