using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.Access;

/// <summary>
/// One way to the authority and back. All of it comes from a secret that only the browser's cookie holds, so that nothing
/// need be kept here for people who never come back, and nothing that the authority sees leads to another part.
/// </summary>
/// <param name="Secret">32 random bytes as text.</param>
public sealed record SignInAttempt(string Secret)
{
    /// <summary>Comes back with the browser: it is the one that began.</summary>
    public string State => Derive("state");

    /// <summary>Comes back in the token: it was made for this attempt.</summary>
    public string Nonce => Derive("nonce");

    /// <summary>Goes with the code: whoever steals the code alone can do nothing with it (RFC 7636).</summary>
    public string Verifier => Derive("verifier");

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private string Derive(string purpose) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose} {Secret}")));
}
