using System.Buffers;

namespace PatternFunctions.OpenPhone;

/// <summary>The scheme of webhooks made in the app or by the v1 API: "hmac;1;milliseconds;Base64", several by commas.</summary>
internal sealed class LegacySignature(byte[][] keys, TimeSpan tolerance)
{
    /// <summary>Each may cost a hash of the whole body for every key, before anyone has proved who he is.</summary>
    private const int MaxSignatures = 4;

    public SignatureResult Verify(ReadOnlySpan<char> header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var best = SignatureResult.Malformed;
        var count = 0;
        foreach (var range in header.Split(','))
        {
            var result = ++count <= MaxSignatures ? VerifyOne(header[range].Trim(), body, now) : best;
            best = result > best ? result : best;
            if (best is SignatureResult.Valid)
            {
                break;
            }
        }

        return best;
    }

    private SignatureResult VerifyOne(ReadOnlySpan<char> signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        Span<byte> digest = stackalloc byte[Hmac.DigestBytes];
        Span<Range> parts = stackalloc Range[5];
        if (signature.Split(parts, ';') != 4
            || signature[parts[0]] is not "hmac"
            || signature[parts[1]] is not "1"
            || !SignedAt.TryParse(signature[parts[2]], out var digits)
            || !Hmac.TryReadDigest(signature[parts[3]], digest))
        {
            return SignatureResult.Malformed;
        }

        if (keys.Length == 0)
        {
            return SignatureResult.NoKeys;
        }

        if (!SignedAt.IsNear(SignedAt.FromEither(digits), now, tolerance))
        {
            return SignatureResult.Stale;
        }

        Span<char> prefix = stackalloc char[16];
        var timestamp = signature[parts[2]];
        timestamp.CopyTo(prefix);
        prefix[timestamp.Length] = '.';
        prefix = prefix[..(timestamp.Length + 1)];
        return Hmac.Matches(keys, digest, prefix, body) || MatchesCompact(digest, prefix, body)
            ? SignatureResult.Valid
            : SignatureResult.NoMatch;
    }

    /// <summary>
    /// OpenPhone signs what JSON.stringify gives. If something on the way has laid the JSON out anew, that is no longer
    /// what arrives.
    /// </summary>
    private bool MatchesCompact(ReadOnlySpan<byte> digest, ReadOnlySpan<char> prefix, ReadOnlySpan<byte> body)
    {
        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        var isMatch = CompactJson.TryWrite(body, rented, out var length)
            && !body.SequenceEqual(rented.AsSpan(0, length))
            && Hmac.Matches(keys, digest, prefix, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return isMatch;
    }
}
