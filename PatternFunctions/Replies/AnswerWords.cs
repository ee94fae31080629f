using PatternFunctions.Learning;

namespace PatternFunctions.Replies;

/// <summary>An answer taken apart once, to be compared with many.</summary>
public sealed class AnswerWords
{
    private AnswerWords(string text, HashSet<string> words, HashSet<string> numbers) => (Text, Words, Numbers) = (text, words, numbers);

    public string Text { get; }

    /// <summary>The stems of those that carry a topic.</summary>
    public IReadOnlySet<string> Words { get; }

    public IReadOnlySet<string> Numbers { get; }

    public static AnswerWords Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = string.Concat(text.Select(character => char.IsDigit(character) ? character : ' '));
        return new AnswerWords(
            text,
            KeywordRules.ContentWordsOf(text).Where(word => !word.Any(char.IsDigit)).Select(Stem.Of).ToHashSet(StringComparer.Ordinal),
            digits.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
    }
}
