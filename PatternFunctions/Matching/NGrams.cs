using System.Buffers;

namespace PatternFunctions.Matching;

/// <summary>
/// What a text looks like: its words, pairs of words, and the runs of 3 to 5 characters in its words (an edge of a word
/// counts as a character). Each is hashed to 16 bits: two of a text's hundred seldom meet, and a set takes 200 bytes.
/// </summary>
internal static class NGrams
{
    public const int Count = 1 << 16;

    private const int Shortest = 3;
    private const int Longest = 5;

    /// <param name="normalised">The result of <see cref="MessageNormaliser.Normalise"/>.</param>
    /// <returns>In ascending order, each once: in a short message, how often says nothing more than whether.</returns>
    public static ushort[] Of(string normalised)
    {
        var found = ArrayPool<ushort>.Shared.Rent((normalised.Length + 2) * 5);
        var count = 0;
        var previous = 0;
        for (var start = 0; start < normalised.Length;)
        {
            var length = normalised.AsSpan(start).IndexOf(' ');
            var end = length < 0 ? normalised.Length : start + length;
            found[count++] = Hash(normalised.AsSpan(start, end - start), 'w');
            if (start > 0)
            {
                found[count++] = Hash(normalised.AsSpan(previous, end - previous), 'w');
            }

            count += PutRuns(normalised, start, end, found.AsSpan(count));
            (previous, start) = (start, end + 1);
        }

        var result = Distinct(found.AsSpan(0, count));
        ArrayPool<ushort>.Shared.Return(found);
        return result;
    }

    private static int PutRuns(string text, int start, int end, Span<ushort> found)
    {
        var count = 0;
        Span<char> run = stackalloc char[Longest];
        for (var length = Shortest; length <= Longest; length++)
        {
            // A word that is shorter than the run counts once, as a whole.
            var last = Math.Max(start - 1, end + 1 - length);
            for (var from = start - 1; from <= last; from++)
            {
                var size = Math.Min(length, end + 1 - from);
                for (var index = 0; index < size; index++)
                {
                    run[index] = from + index < start || from + index >= end ? ' ' : text[from + index];
                }

                found[count++] = Hash(run[..size], 'c');
            }

            if (end - start + 2 <= length)
            {
                break;
            }
        }

        return count;
    }

    private static ushort[] Distinct(Span<ushort> values)
    {
        values.Sort();
        var count = 0;
        foreach (var value in values)
        {
            if (count == 0 || values[count - 1] != value)
            {
                values[count++] = value;
            }
        }

        return values[..count].ToArray();
    }

    /// <summary>FNV-1a with a last stir; not string.GetHashCode, which differs from process to process.</summary>
    private static ushort Hash(ReadOnlySpan<char> text, char kind)
    {
        var hash = (2166136261u ^ kind) * 16777619;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619;
        }

        hash = (hash ^ (hash >> 15)) * 0x2c1b3c6d;
        return (ushort)(hash ^ (hash >> 16));
    }
}
