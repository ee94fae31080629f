using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PatternFunctions.Access;

/// <summary>Where a page ended: the value that the list is sorted by, and the row's id. Callers get it as a text that they need not understand.</summary>
public sealed record Cursor(long Key, long Id)
{
    /// <summary>Before the first row of a list that goes down.</summary>
    public static Cursor Top { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>Before the first row of a list that goes up.</summary>
    public static Cursor Bottom { get; } = new(long.MinValue, 0);

    /// <returns>Null if the text is none of ours.</returns>
    public static Cursor? Parse(string text)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new Cursor(key, id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key}.{Id}")));
}
