using PatternFunctions.Settings;

namespace PatternFunctions.Conversations;

/// <summary>
/// Finds what a person must see at once, by whole words. A message too many costs an operator a glance, one too few
/// costs a customer: in doubt it is found.
/// </summary>
public static class Escalation
{
    /// <returns>Every kind found, the gravest first; empty if there is none.</returns>
    public static IReadOnlyList<EscalationKind> Find(string text, LearningConfig config)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(config);
        var plain = PlainWords.Of(text);
        (EscalationKind Kind, bool Found)[] kinds =
        [
            (EscalationKind.Injury, EscalationPhrases.Injury.IsIn(EscalationPhrases.NotInjury.CutFrom(plain))),
            (EscalationKind.Legal, EscalationPhrases.Legal.IsIn(EscalationPhrases.NotLegal.CutFrom(plain))),
            (EscalationKind.Anger, EscalationPhrases.Anger.IsIn(EscalationPhrases.NotAnger.CutFrom(plain))),
            (EscalationKind.Refund, EscalationPhrases.Refund.IsIn(plain)),
            (EscalationKind.WantsHuman, EscalationPhrases.WantsHuman.IsIn(plain)),
            (EscalationKind.Keyword, FindEntry(plain, config.EscalationKeywords) is not null),
        ];
        return [.. kinds.Where(kind => kind.Found).Select(kind => kind.Kind)];
    }

    /// <returns>The first entry of <c>never_auto_topics</c> that the text names, word for word; null if there is none.</returns>
    public static string? NeverAutoTopic(string text, LearningConfig config)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(config);
        return FindEntry(PlainWords.Of(text), config.NeverAutoTopics);
    }

    private static string? FindEntry(string plain, IReadOnlyList<string> entries) =>
        entries.FirstOrDefault(entry => PlainWords.Of(entry) is { Length: > 1 } words && plain.Contains(words, StringComparison.Ordinal));
}
