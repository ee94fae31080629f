using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Texts from the API must be as storable as those from webhooks. A number where a word is due (error codes) is read
/// as a word.
/// </summary>
internal sealed class StorableTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => JsonText.Read(ref reader),
            JsonTokenType.Number => JsonFields.ReadShort(ref reader),
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
