using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Reads the query as strictly as the API does.</summary>
internal static partial class QueryOf
{
    public static int MaxResults(HttpContext context, int largest)
    {
        var value = context.Request.Query["maxResults"].ToString();
        return int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest
            ? number
            : throw ApiError.Invalid("/maxResults", string.Create(CultureInfo.InvariantCulture, $"Expected a number from 1 to {largest}"), value);
    }

    public static string Required(HttpContext context, string name) =>
        context.Request.Query[name].ToString() is { Length: > 0 } value
            ? value
            : throw ApiError.Invalid($"/{name}", "Expected required property", null);

    /// <summary>A parameter that may come several times, with or without brackets.</summary>
    public static IReadOnlyList<string> Many(HttpContext context, string name) =>
        [.. context.Request.Query[name].Concat(context.Request.Query[$"{name}[]"]).OfType<string>()];

    public static DateTimeOffset? Time(HttpContext context, string name)
    {
        var value = context.Request.Query[name].ToString();
        return value.Length == 0 ? null
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw ApiError.Invalid($"/{name}", "Expected an ISO 8601 time", JsonValue.Create(value));
    }

    /// <remarks>A "+" that was not escaped arrives as a space, and is refused.</remarks>
    public static bool IsE164(string? number) => number is not null && E164().IsMatch(number);

    [GeneratedRegex(@"^\+[1-9]\d{1,14}\z")]
    private static partial Regex E164();
}
