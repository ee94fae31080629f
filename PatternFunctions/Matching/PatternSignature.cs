using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.Matching;

/// <summary>The key under which learned, imported and hand-made patterns find each other.</summary>
public static class PatternSignature
{
    /// <summary>What every text without content has: see <see cref="MessageNormaliser.Normalise"/>. Not to be looked up.</summary>
    public const string OfNothing = "d41d8cd98f00b204e9800998ecf8427e";

    /// <returns>32 lower-case hexadecimal digits: the MD5 of the UTF-8 of the normalised text.</returns>
    public static string Of(string text) => OfNormalised(MessageNormaliser.Normalise(text));

    /// <param name="normalised">The result of <see cref="MessageNormaliser.Normalise"/>, when it is at hand.</param>
    [SuppressMessage("Security", "CA5351", Justification = "A look-up key equal to the older system's, not a protection.")]
    public static string OfNormalised(string normalised)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(Encoding.UTF8.GetBytes(normalised), hash);
        return Convert.ToHexStringLower(hash);
    }
}
