using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatternFunctions.OpenPhone;

/// <summary>Reads values that may be of any type: whoever sends the JSON chooses it, not we.</summary>
internal static class JsonFields
{
    /// <summary>Longer than every property name that is looked for.</summary>
    public const int MaxNameLength = 32;

    /// <summary>Of ids, numbers and type names: what is longer is none of OpenPhone's, and would not fit an index.</summary>
    public const int MaxShortBytes = 128;

    /// <summary>Moves to the next property's value. The length is 0 if the name cannot be one that is looked for.</summary>
    /// <returns>False at the end of the object.</returns>
    public static bool TryReadProperty(ref Utf8JsonReader reader, scoped Span<char> name, out int length)
    {
        length = 0;
        if (!reader.Read() || reader.TokenType is not JsonTokenType.PropertyName)
        {
            return false;
        }

        if (!reader.ValueIsEscaped && reader.ValueSpan.Length <= MaxNameLength)
        {
            length = Encoding.UTF8.GetChars(reader.ValueSpan, name);
        }

        reader.Read();
        return true;
    }

    /// <summary>A string of any length; null, and the value passed over, if it is anything else.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            return JsonText.Read(ref reader);
        }

        reader.Skip();
        return null;
    }

    /// <summary>An id, a word or a number in its own digits; null if it is anything else, blank, or too long.</summary>
    public static string? ReadShort(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length is > 0 and <= MaxShortBytes)
        {
            var text = JsonText.Read(ref reader).Trim();
            return text.Length > 0 ? text : null;
        }

        reader.Skip();
        return null;
    }

    /// <summary>ISO 8601, UTC if it says no offset.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        // The framework's reader throws on a lone surrogate, and takes a time without offset for local time.
        if (reader.TokenType is JsonTokenType.String
            && !reader.ValueIsEscaped
            && reader.ValueSpan is [.., (byte)'Z']
            && reader.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return reader.TokenType is JsonTokenType.String
            && DateTimeOffset.TryParse(ReadShort(ref reader), CultureInfo.InvariantCulture, Utc, out time)
            ? time
            : Skip(ref reader);
    }

    public static int Count(ref Utf8JsonReader reader)
    {
        var count = 0;
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            for (; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; count++)
            {
                reader.Skip();
            }
        }

        reader.Skip();
        return count;
    }

    private static DateTimeOffset? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
