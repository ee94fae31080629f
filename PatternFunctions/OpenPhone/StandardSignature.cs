namespace PatternFunctions.OpenPhone;

/// <summary>The Standard Webhooks scheme of the versioned API: https://www.standardwebhooks.com/</summary>
internal sealed class StandardSignature(byte[][] keys, TimeSpan tolerance)
{
    /// <summary>A rotation has two; the header may hold no more work for us than this.</summary>
    private const int MaxSignatures = 8;

    private const int MaxIdLength = 256;

    public SignatureResult Verify(in WebhookHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        Span<byte> digests = stackalloc byte[MaxSignatures * Hmac.DigestBytes];
        var count = ReadDigests(headers.WebhookSignature, digests);
        if (count == 0 || headers.WebhookId is not { Length: <= MaxIdLength } id || !SignedAt.TryParse(headers.WebhookTimestamp, out var digits))
        {
            return SignatureResult.Malformed;
        }

        if (keys.Length == 0)
        {
            return SignatureResult.NoKeys;
        }

        if (!SignedAt.IsNear(SignedAt.FromSeconds(digits), now, tolerance))
        {
            return SignatureResult.Stale;
        }

        return Hmac.Matches(keys, digests[..(count * Hmac.DigestBytes)], $"{id}.{headers.WebhookTimestamp}.", body)
            ? SignatureResult.Valid
            : SignatureResult.NoMatch;
    }

    private static int ReadDigests(ReadOnlySpan<char> header, Span<byte> digests)
    {
        var count = 0;
        foreach (var range in header.Split(' '))
        {
            var entry = header[range];
            if (count < MaxSignatures
                && entry.StartsWith("v1,", StringComparison.Ordinal)
                && Hmac.TryReadDigest(entry[3..], digests[(count * Hmac.DigestBytes)..]))
            {
                count++;
            }
        }

        return count;
    }
}
