using System.Text.Json;
using static PatternFunctions.OpenPhone.JsonFields;

namespace PatternFunctions.OpenPhone;

/// <summary>A summary and its next steps are arrays of strings; a transcript is an array of turns.</summary>
internal static class CallTextReader
{
    public static void Read(ref Utf8JsonReader reader, EventFields fields)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var line = reader.TokenType is JsonTokenType.StartObject ? ReadTurn(ref reader, fields) : ReadText(ref reader);
            if (!string.IsNullOrWhiteSpace(line))
            {
                (fields.Lines ??= []).Add(line);
            }
        }
    }

    private static string? ReadTurn(ref Utf8JsonReader reader, EventFields fields)
    {
        string? words = null, number = null, user = null;
        Span<char> name = stackalloc char[MaxNameLength];
        while (TryReadProperty(ref reader, name, out var length))
        {
            switch (name[..length])
            {
                case "content":
                    words = ReadText(ref reader);
                    break;
                case "identifier":
                    number = ReadShort(ref reader);
                    break;
                case "userId":
                    user = ReadShort(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (number is not null)
        {
            NumberReader.Add(number, fields);
        }

        var speaker = number ?? user;
        return speaker is null ? words : $"{speaker}: {words}";
    }
}
