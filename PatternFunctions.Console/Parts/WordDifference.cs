namespace PatternFunctions.WebConsole.Parts;

/// <summary>What was taken out of a text and what was put in, word by word.</summary>
public static class WordDifference
{
    /// <summary>So that two long texts do not take a second.</summary>
    private const int MostWords = 600;

    public static IReadOnlyList<Change> Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, @new) = (Split(before), Split(after));
        if (old.Count > MostWords || @new.Count > MostWords)
        {
            return [new(ChangeKind.Removed, before), new(ChangeKind.Added, after)];
        }

        var common = LongestCommon(old, @new);
        List<Change> changes = [];
        var (i, j) = (0, 0);
        while (i < old.Count || j < @new.Count)
        {
            if (i < old.Count && j < @new.Count && old[i] == @new[j])
            {
                Add(changes, ChangeKind.Kept, old[i++]);
                j++;
            }
            else if (i < old.Count && (j == @new.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                Add(changes, ChangeKind.Removed, old[i++]);
            }
            else
            {
                Add(changes, ChangeKind.Added, @new[j++]);
            }
        }

        return changes;
    }

    private static int[,] LongestCommon(List<string> old, List<string> @new)
    {
        var common = new int[old.Count + 1, @new.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = @new.Count - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static void Add(List<Change> changes, ChangeKind kind, string text)
    {
        if (changes is [.., var last] && last.Kind == kind)
        {
            changes[^1] = last with { Text = last.Text + text };
        }
        else
        {
            changes.Add(new Change(kind, text));
        }
    }

    /// <summary>Words, and what is between them.</summary>
    private static List<string> Split(string text)
    {
        List<string> pieces = [];
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + 1;
            while (end < text.Length && char.IsWhiteSpace(text[end]) == char.IsWhiteSpace(text[start]))
            {
                end++;
            }

            pieces.Add(text[start..end]);
        }

        return pieces;
    }
}

public enum ChangeKind
{
    Kept,
    Removed,
    Added,
}

public sealed record Change(ChangeKind Kind, string Text);
