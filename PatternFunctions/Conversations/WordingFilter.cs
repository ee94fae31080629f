using System.Collections.Frozen;

namespace PatternFunctions.Conversations;

/// <summary>
/// Tells at once that a text holds none of a <see cref="Wording"/>'s phrases, by the words that each of them needs. Most
/// texts hold none, and to look for a hundred phrases takes longer than everything else that is done with a text.
/// </summary>
internal sealed class WordingFilter
{
    private readonly FrozenDictionary<string, int[]> placesByWord;
    private readonly (string Beginning, int Place)[] beginnings;
    private readonly int[][] phrases;
    private readonly int places;

    private WordingFilter(FrozenDictionary<string, int[]> placesByWord, (string Beginning, int Place)[] beginnings, int[][] phrases, int places) =>
        (this.placesByWord, this.beginnings, this.phrases, this.places) = (placesByWord, beginnings, phrases, places);

    /// <param name="phrases">Each as its parts, in the spelling that <see cref="Wording"/> explains.</param>
    public static WordingFilter Of(IEnumerable<IReadOnlyList<string>> phrases)
    {
        var words = new List<(string Word, int Place)>();
        var places = 0;
        var needed = new List<int[]>();
        foreach (var phrase in phrases)
        {
            var own = new List<int>();
            foreach (var part in phrase.Select(WordsOf).OfType<List<string>>())
            {
                words.AddRange(part.Select(word => (word, places)));
                own.Add(places++);
            }

            needed.Add([.. own]);
        }

        return new WordingFilter(
            words.Where(entry => !IsBeginning(entry.Word)).Distinct().GroupBy(entry => entry.Word, entry => entry.Place, StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal),
            [.. words.Where(entry => IsBeginning(entry.Word)).Select(entry => (entry.Word[..^1], entry.Place)).Distinct()],
            [.. needed], places);
    }

    /// <returns>False if no phrase can be in the text; true says nothing yet.</returns>
    public bool MayBeIn(ReadOnlySpan<char> plain)
    {
        var lookup = placesByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<bool> found = stackalloc bool[places];
        found.Clear();
        foreach (var range in plain.Split(' '))
        {
            var word = plain[range];
            if (lookup.TryGetValue(word, out var hit))
            {
                foreach (var place in hit)
                {
                    found[place] = true;
                }
            }

            foreach (var (beginning, place) in beginnings)
            {
                found[place] |= word.StartsWith(beginning, StringComparison.Ordinal);
            }
        }

        foreach (var phrase in phrases)
        {
            if (HasAll(phrase, found))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAll(int[] phrase, ReadOnlySpan<bool> found)
    {
        foreach (var place in phrase)
        {
            if (!found[place])
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>One word of each alternative, of which the text must have one; null where it may have none of them.</returns>
    private static List<string>? WordsOf(string part)
    {
        if (part is "^" or "$" or "_" or "..." || part[0] is '!' or '<' || part is [.., ')', '?' or '*'])
        {
            return null;
        }

        var words = Alternatives(part is ['(', .. var body, ')'] ? body : part).Select(LongestWord).ToList();
        return words.Contains(null) ? null : [.. words.OfType<string>()];
    }

    /// <returns>Null for an alternative that no whole word has to stand for.</returns>
    private static string? LongestWord(string alternative) =>
        Outside(alternative).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => (IsBeginning(word) ? word[..^1] : word).All(char.IsLetterOrDigit))
            .MaxBy(word => word.Length);

    private static bool IsBeginning(string word) => word is [.., '~'];

    private static IEnumerable<string> Alternatives(string body)
    {
        var (start, depth) = (0, 0);
        for (var index = 0; index <= body.Length; index++)
        {
            if (index == body.Length || (body[index] == '|' && depth == 0))
            {
                yield return body[start..index];
                start = index + 1;
            }
            else
            {
                depth += body[index] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }
    }

    /// <summary>Without what stands in parentheses, and may be one thing or another or missing.</summary>
    private static string Outside(string alternative)
    {
        var depth = 0;
        return string.Concat(alternative.Where(character =>
        {
            var isOutside = depth == 0 && character != '(';
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            return isOutside;
        }));
    }
}
