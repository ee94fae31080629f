using System.Collections.Concurrent;
using System.Net;
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

        return await FindAsync(header[Scheme.Length..].Trim(), SourceOf(http), http.RequestAborted);
    }

    /// <summary>So, too, if the credential comes by another way than a header.</summary>
    public async Task<(Caller? Caller, string? RetryAfter)> FindAsync(string credential, string source, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
        if (limits.IsGuessing(source) && !known.ContainsKey(hash))
        {
            return (null, limits.OfFailures(source) ?? "1");
        }

        var caller = await keys.FindAsync(credential, source, cancellationToken)
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

    /// <summary>
    /// The caller's address. A peer on this machine is the Functions host or a reverse proxy and says whom it serves;
    /// of the list, only the last address is its own word.
    /// </summary>
    public static string SourceOf(HttpContext http)
    {
        var peer = http.Connection.RemoteIpAddress;
        return peer is not null && !IPAddress.IsLoopback(peer) ? peer.ToString()
            : http.Request.Headers["X-Forwarded-For"] is [.., { } forwarded] && IPEndPoint.TryParse(forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim(), out var last)
                ? last.Address.ToString()
            : peer?.ToString() ?? "unknown";
    }
}
