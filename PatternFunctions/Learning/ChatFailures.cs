using System.ClientModel;
using System.Globalization;
using System.Text.Json;

namespace PatternFunctions.Learning;

/// <summary>Reads the errors of Azure OpenAI.</summary>
internal static class ChatFailures
{
    public static bool IsThrottled(Exception? exception) => exception is ClientResultException { Status: 429 };

    /// <summary>The service's fault, or no service at all (status 0).</summary>
    public static bool IsOutage(Exception? exception) =>
        exception is ClientResultException { Status: 0 or 408 or >= 500 } or HttpRequestException or IOException;

    public static bool IsContentFilter(ClientResultException exception) =>
        exception.Status == 400
        && exception.GetRawResponse()?.Content.ToString().Contains("\"content_filter\"", StringComparison.Ordinal) == true;

    /// <summary>A 200 whose body is no chat completion.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException;

    /// <summary>The client reads a body without choices as a completion, and then fails on every property of it.</summary>
    public static bool HasChoice(BinaryData body)
    {
        using var document = JsonDocument.Parse(body.ToMemory());
        return document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("choices", out var choices)
            && choices is { ValueKind: JsonValueKind.Array }
            && choices.GetArrayLength() > 0;
    }

    public static TimeSpan? RetryAfter(Exception? exception, DateTimeOffset now)
    {
        if ((exception as ClientResultException)?.GetRawResponse()?.Headers is not { } headers)
        {
            return null;
        }

        if (headers.TryGetValue("retry-after-ms", out var milliseconds)
            && double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && parsed >= 0)
        {
            return TimeSpan.FromMilliseconds(Math.Min(parsed, TimeSpan.MaxValue.TotalMilliseconds / 2));
        }

        if (!headers.TryGetValue("Retry-After", out var value) || value is null)
        {
            return null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now ? date - now
            : null;
    }
}
