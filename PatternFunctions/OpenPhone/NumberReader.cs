using System.Text.Json;

namespace PatternFunctions.OpenPhone;

internal static class NumberReader
{
    /// <summary>OpenPhone's own limit is 10.</summary>
    private const int MaxRecipients = 256;

    /// <summary>An array of numbers, one number, or (v3 groups) one string of numbers with commas.</summary>
    public static void ReadRecipients(ref Utf8JsonReader reader, EventFields fields)
    {
        var recipients = new List<string>(1);
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                AddRecipients(ref reader, recipients, fields);
            }
        }
        else
        {
            AddRecipients(ref reader, recipients, fields);
        }

        if (recipients.Count > 0)
        {
            fields.To = recipients;
        }
    }

    /// <summary>
    /// Every E.164 number at any depth: contacts hold them in an object by label (v3), in an array (v2) or as
    /// <c>[{ value }]</c>, calls as plain arrays or by side. Other strings there are no numbers, or not surely.
    /// </summary>
    public static void Collect(ref Utf8JsonReader reader, EventFields fields)
    {
        var depth = reader.CurrentDepth;
        var isOpen = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        while (isOpen && reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is JsonTokenType.String && JsonFields.ReadShort(ref reader) is { } text)
            {
                Add(text, fields);
            }
        }
    }

    public static void Add(string text, EventFields fields)
    {
        var number = text.StartsWith('+') ? PhoneNumber.Canonicalise(text) : text;
        if (PhoneNumber.IsE164(number) && !(fields.Numbers ??= []).Contains(number) && fields.Numbers.Count < MaxRecipients)
        {
            fields.Numbers.Add(number);
        }
    }

    private static void AddRecipients(ref Utf8JsonReader reader, List<string> recipients, EventFields fields)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return;
        }

        // A group's string is long; each of its numbers must be short.
        var list = JsonFields.ReadText(ref reader);
        foreach (var part in (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var number = PhoneNumber.Canonicalise(part);
            if (number.Length > JsonFields.MaxShortBytes || recipients.Count == MaxRecipients)
            {
                fields.Unreadable ??= "to";
                return;
            }

            if (!recipients.Contains(number))
            {
                recipients.Add(number);
            }
        }

        if (list is null)
        {
            fields.Unreadable ??= "to";
        }
    }
}
