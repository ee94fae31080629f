using System.Text;
using System.Text.Json;

namespace PatternFunctions.Matching.Encoder;

/// <summary>
/// Cuts a text into the encoder's vocabulary: SentencePiece's unigram model, most probable cut first.
/// Held to the reference tokenizer in npm's @energetic-ai/embeddings, its oddities included.
/// </summary>
internal sealed class SentencePieces
{
    private const int Unknown = 0;
    private const char WordStart = '\u2581';
    private const int ReservedCount = 6;

    private readonly Dictionary<string, Piece> pieces;
    private readonly int longest;
    private readonly HashSet<int> foreign;
    private readonly HashSet<int> wordlike;

    private SentencePieces(Dictionary<string, Piece> pieces)
    {
        this.pieces = pieces;
        longest = pieces.Keys.Max(piece => piece.Length);
        wordlike = [.. pieces.Where(piece => piece.Key.Any(char.IsAsciiLetterOrDigit)).Select(piece => piece.Value.Id)];
        foreign = [Unknown, .. pieces.Where(piece => !wordlike.Contains(piece.Value.Id) && piece.Key.Any(IsForeign)).Select(piece => piece.Value.Id)];
    }

    /// <param name="json">vocab.json: [[piece, log probability], …]; the place in the list is the id.</param>
    public static SentencePieces Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var pieces = new Dictionary<string, Piece>();
        var id = 0;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (id >= ReservedCount)
            {
                // Seven pieces have the score null, which counts as 0; of two equal pieces the later one counts.
                var score = entry[1].ValueKind == JsonValueKind.Null ? 0 : entry[1].GetDouble();
                pieces[entry[0].GetString()!] = new Piece(id, score);
            }

            id++;
        }

        return new SentencePieces(pieces);
    }

    /// <returns>The ids in reading order; a run of characters that the vocabulary lacks is one <see cref="Unknown"/>.</returns>
    public List<int> Cut(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var marked = WordStart + text.Normalize(NormalizationForm.FormKC).Replace(' ', WordStart);
        // A character is a code point: starts[i] is where the i-th one begins.
        var starts = new int[marked.Length + 1];
        var count = 0;
        foreach (var rune in marked.EnumerateRunes())
        {
            starts[count + 1] = starts[count] + rune.Utf16SequenceLength;
            count++;
        }

        return TraceBack(FindBestCuts(marked, starts.AsSpan(0, count + 1)));
    }

    /// <summary>
    /// Whether the model can make anything of the pieces. All that it does not know is one piece to it, and of other
    /// scripts it knows letters at most: any two emoji, or any two sentences in Russian, would be as good as equal.
    /// </summary>
    public bool AreMostlyKnown(List<int> ids) => ids.Count(wordlike.Contains) is > 0 and var known && known >= ids.Count(foreign.Contains);

    private (int Id, int Length)[] FindBestCuts(string text, ReadOnlySpan<int> starts)
    {
        var lookup = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var count = starts.Length - 1;
        var best = new double[count + 1];
        var cuts = new (int Id, int Length)[count + 1];
        Array.Fill(cuts, (Unknown, 1));
        for (var start = 0; start < count; start++)
        {
            var isKnown = false;
            for (var length = 1; length <= longest && start + length <= count; length++)
            {
                if (lookup.TryGetValue(text.AsSpan()[starts[start]..starts[start + length]], out var piece))
                {
                    isKnown = true;
                    Offer(piece.Id, length, piece.Score);
                }
            }

            if (!isKnown)
            {
                Offer(Unknown, 1, 0);
            }

            void Offer(int id, int length, double score)
            {
                var end = start + length;
                // The reference takes a best of 0 for "none yet", and of equals the later one.
                if (best[end] == 0 || score + best[start] >= best[end])
                {
                    best[end] = score + best[start];
                    cuts[end] = (id, length);
                }
            }
        }

        return cuts;
    }

    private static List<int> TraceBack((int Id, int Length)[] cuts)
    {
        var ids = new List<int>();
        for (var end = cuts.Length - 1; end > 0; end -= cuts[end].Length)
        {
            var id = cuts[end].Id;
            if (id != Unknown || ids.Count == 0 || ids[^1] != Unknown)
            {
                ids.Add(id);
            }
        }

        ids.Reverse();
        return ids;
    }

    private static bool IsForeign(char character) => !char.IsAscii(character) && character != WordStart && !char.IsPunctuation(character);

    private readonly record struct Piece(int Id, double Score);
}
