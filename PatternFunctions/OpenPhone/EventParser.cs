using System.Text.Json;
using System.Text.Unicode;

namespace PatternFunctions.OpenPhone;

/// <summary>The one converter at the edge: behind it nobody knows OpenPhone's payload formats.</summary>
public static class EventParser
{
    /// <summary>Far above any real event, far below what would hurt.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Throws on no input whatever.</summary>
    public static ParsedEvent Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxBodyBytes)
        {
            return ParsedEvent.Refused($"The body is larger than {MaxBodyBytes} bytes.");
        }

        // Checked once for all, because the JSON reader looks only at the strings that are read.
        if (!Utf8.IsValid(body.Span))
        {
            return ParsedEvent.Refused("The body is not UTF-8.");
        }

        try
        {
            return EventReader.Read(body.Span) is { } fields
                ? EventBuilder.Build(fields)
                : ParsedEvent.Refused("The body is not a JSON object.");
        }
        catch (JsonException ex)
        {
            return ParsedEvent.Refused(
                $"The body is not valid JSON of at most 64 levels (line {ex.LineNumber + 1}, byte {ex.BytePositionInLine + 1}).");
        }
    }
}
