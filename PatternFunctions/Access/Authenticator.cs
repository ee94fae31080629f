using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Access;

/// <summary>Finds out who calls: by one of our keys, or by a token of Entra ID.</summary>
public sealed class Authenticator(AccessKeys keys, EntraTokens tokens, RateLimits limits)
{
    private const string Scheme = "Bearer ";
    private const int LongestCredential = 8 * 1024;
    private const int MostKnown = 10_000;

    // What has been let in: an address from which somebody guesses keeps its own people.
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <returns>Who calls, or nobody; with the seconds to wait if too much was tried.</returns>
    public async Task<(Caller? Caller, string? RetryAfter)> FindAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length > LongestCredential)
        {
            return (null, null);
        }

        var credential = header[Scheme.Length..].Trim();
        var source = SourceOf(http);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
        if (limits.IsGuessing(source) && !known.ContainsKey(hash))
        {
            return (null, limits.OfFailures(source) ?? "1");
        }

        var caller = await keys.FindAsync(credential, source, http.RequestAborted)
            ?? (credential.Count(character => character is '.') == 2 ? await tokens.FindAsync(credential, source) : null);
        if (caller is null)
        {
            known.TryRemove(hash, out _);
            return (null, limits.OfFailures(source));
        }

        if (known.Count < MostKnown)
        {
            known[hash] = true;
        }

        return (caller, null);
    }

    public static string SourceOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
