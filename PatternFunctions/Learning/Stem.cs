namespace PatternFunctions.Learning;

/// <summary>Crude on purpose: enough to see "refunds", "refunded" and "refund" as one word.</summary>
internal static class Stem
{
    private static readonly string[] Endings = ["ations", "ation", "ements", "ement", "ingly", "ings", "ing", "able", "ible", "ied", "ies", "ed", "es", "ly", "s", "e", "y"];

    public static string Of(string word)
    {
        word = word.ToLowerInvariant();
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && word.All(char.IsAsciiLetter))
            {
                word = word[..^ending.Length];
                break;
            }
        }

        // "cancelled" and "cancel" differ in a doubled letter, too.
        return word.Length > 3 && word[^1] == word[^2] && !"aeiou".Contains(word[^1], StringComparison.Ordinal) ? word[..^1] : word;
    }
}
