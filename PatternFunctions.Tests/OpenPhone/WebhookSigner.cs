using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>Signs as OpenPhone does, written from its documentation and sharing nothing with the verifier.</summary>
internal static class WebhookSigner
{
    public static WebhookHeaders Legacy(string key, byte[] body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookHeaders { OpenPhoneSignature = $"hmac;1;{timestamp};{Sign(key, $"{timestamp}.", body)}" };
    }

    public static WebhookHeaders Standard(string key, byte[] body, DateTimeOffset at, string id = "msg_1")
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookHeaders
        {
            WebhookId = id,
            WebhookTimestamp = timestamp,
            WebhookSignature = "v1," + Sign(key["whsec_".Length..], $"{id}.{timestamp}.", body),
        };
    }

    private static string Sign(string base64Key, string prefix, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(base64Key), (byte[])[.. Encoding.UTF8.GetBytes(prefix), .. body]));
}
