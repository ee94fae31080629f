using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.Matching;

/// <summary>The key under which learned, imported and hand-made patterns find each other.</summary>
public static class PatternSignature
{
    /// <returns>32 lower-case hexadecimal digits: the MD5 of the UTF-8 of the normalised text.</returns>
    [SuppressMessage("Security", "CA5351", Justification = "A look-up key equal to the older system's, not a protection.")]
    public static string Of(string text) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(MessageNormaliser.Normalise(text))));
}
