using System.Text.Json;
using static PatternFunctions.OpenPhone.JsonFields;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// One pass over the bytes of any payload format. Properties come in any order (v3 puts type last), so nothing is
/// decided here.
/// </summary>
internal static class EventReader
{
    /// <exception cref="JsonException">The body is no JSON, or nested too deep.</exception>
    /// <returns>Null if the body is JSON, but no object.</returns>
    public static EventFields? Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return null;
        }

        var fields = new EventFields();
        ReadEnvelope(ref reader, fields);
        // Throws if anything but white space follows.
        reader.Read();
        return fields;
    }

    private static void ReadEnvelope(ref Utf8JsonReader reader, EventFields fields)
    {
        Span<char> name = stackalloc char[MaxNameLength];
        while (TryReadProperty(ref reader, name, out var length))
        {
            switch (name[..length])
            {
                case "id":
                    fields.EventId = ReadShort(ref reader) ?? fields.EventId;
                    break;
                case "type":
                    fields.Type = ReadShort(ref reader) ?? fields.Type;
                    break;
                case "createdAt":
                    fields.EventAt = ReadTime(ref reader) ?? fields.EventAt;
                    break;
                case "data" when reader.TokenType is JsonTokenType.StartObject:
                    ReadData(ref reader, fields);
                    break;
                // v3 comes flat ("object": "event") and wrapped ("object": { the whole event }).
                case "object" when reader.TokenType is JsonTokenType.StartObject:
                    ReadEnvelope(ref reader, fields);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadData(ref Utf8JsonReader reader, EventFields fields)
    {
        Span<char> name = stackalloc char[MaxNameLength];
        while (TryReadProperty(ref reader, name, out var length))
        {
            if (name[..length] is "object" or "resource" or "context" && reader.TokenType is JsonTokenType.StartObject)
            {
                SubjectReader.Read(ref reader, fields);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
