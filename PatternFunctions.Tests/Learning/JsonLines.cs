using System.Text.Json;

namespace PatternFunctions.Tests.Learning;

internal static class JsonLines
{
    public static IReadOnlyList<T> Read<T>(string name)
    {
        using var reader = new StreamReader(typeof(JsonLines).Assembly.GetManifestResourceStream(name)!);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!),
        ];
    }
}
