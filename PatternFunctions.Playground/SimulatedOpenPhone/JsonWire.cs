using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Writes JSON as JavaScript's JSON.stringify does: compact, and everything but quotes and controls as it is.</summary>
internal static partial class JsonWire
{
    private static readonly JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <remarks>.NET's most relaxed encoder still escapes what lies beyond the first plane, that is, every emoji.</remarks>
    public static string Write(JsonNode node) => EscapedPair().Replace(
        node.ToJsonString(relaxed),
        static match => match.Groups["high"].Success ? $"{Character(match.Groups["high"])}{Character(match.Groups["low"])}" : match.Value);

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private static char Character(Capture hex) => (char)int.Parse(hex.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\\\|\\u(?<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?<low>[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex EscapedPair();
}
