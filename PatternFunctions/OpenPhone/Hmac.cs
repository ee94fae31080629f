using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.OpenPhone;

internal static class Hmac
{
    public const int DigestBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>Whether one of the keys gives one of the digests over "prefix" + "body".</summary>
    /// <param name="keys">Every key that may have signed.</param>
    /// <param name="digests">One or several digests, one after the other.</param>
    /// <param name="prefix">With its last full stop.</param>
    /// <param name="body">The payload.</param>
    public static bool Matches(byte[][] keys, ReadOnlySpan<byte> digests, ReadOnlySpan<char> prefix, ReadOnlySpan<byte> body)
    {
        // Rented: every request has a body, and some are large.
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(prefix.Length) + body.Length);
        var prefixLength = Encoding.UTF8.GetBytes(prefix, rented);
        body.CopyTo(rented.AsSpan(prefixLength));
        var isMatch = Matches(keys, digests, rented.AsSpan(0, prefixLength + body.Length));
        ArrayPool<byte>.Shared.Return(rented);
        return isMatch;
    }

    private static bool Matches(byte[][] keys, ReadOnlySpan<byte> digests, ReadOnlySpan<byte> content)
    {
        Span<byte> expected = stackalloc byte[DigestBytes];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, content, expected);
            for (var i = 0; i < digests.Length; i += DigestBytes)
            {
                if (CryptographicOperations.FixedTimeEquals(expected, digests.Slice(i, DigestBytes)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads Base64 of exactly one digest.</summary>
    public static bool TryReadDigest(ReadOnlySpan<char> encoded, Span<byte> digest) =>
        encoded.Length == 44 && Convert.TryFromBase64Chars(encoded, digest, out var length) && length == DigestBytes;
}
