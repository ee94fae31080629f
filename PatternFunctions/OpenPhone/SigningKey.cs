using System.Diagnostics.CodeAnalysis;

namespace PatternFunctions.OpenPhone;

/// <summary>One secret of one webhook; its form says which scheme it belongs to.</summary>
internal sealed class SigningKey
{
    private const string StandardPrefix = "whsec_";

    private SigningKey(byte[] secret, bool isStandard) => (Secret, IsStandard) = (secret, isStandard);

    public byte[] Secret { get; }

    public bool IsStandard { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out SigningKey? key)
    {
        key = null;
        var trimmed = text.AsSpan().Trim();
        var isStandard = trimmed.StartsWith(StandardPrefix, StringComparison.Ordinal);
        var encoded = isStandard ? trimmed[StandardPrefix.Length..] : trimmed;
        var secret = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, secret, out var length) || length == 0)
        {
            return false;
        }

        key = new SigningKey(secret[..length], isStandard);
        return true;
    }
}
