using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Signs as OpenPhone does.</summary>
public static class WebhookSignature
{
    private const string StandardPrefix = "whsec_";

    /// <param name="signingKey">Base64.</param>
    /// <returns>The value of <c>openphone-signature</c>; its time is in milliseconds.</returns>
    public static string Legacy(string signingKey, DateTimeOffset time, string body)
    {
        var timestamp = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"hmac;1;{timestamp};{Digest(signingKey, $"{timestamp}.{body}")}";
    }

    /// <param name="secret"><c>whsec_</c> and Base64.</param>
    /// <returns>The value of <c>webhook-signature</c>; its time is in seconds.</returns>
    public static string Standard(string secret, string webhookId, DateTimeOffset time, string body) =>
        "v1," + Digest(secret[StandardPrefix.Length..], string.Create(CultureInfo.InvariantCulture, $"{webhookId}.{time.ToUnixTimeSeconds()}.{body}"));

    private static string Digest(string base64Key, string signed) =>
        Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(base64Key), Encoding.UTF8.GetBytes(signed)));
}
