using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>Keys of operators and admins. Only hashes are stored: a key is 32 random bytes, so a plain SHA-256 is enough.</summary>
public sealed class AccessKeys(NpgsqlDataSource dataSource, IOptions<AccessOptions> options, TimeProvider clock)
{
    private const string Prefix = "pf_";

    /// <returns>The key, which is shown this once.</returns>
    public async Task<string> CreateAsync(string label, Role role, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await dataSource.Command("""
            INSERT INTO access_keys (label, role, key_hash, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            """, label, role.ToString().ToLowerInvariant(), Hash(key), clock.GetUtcNow(), expiresAt).ExecuteAsync(cancellationToken);
        return key;
    }

    /// <returns>Null for a key that is unknown, expired or revoked.</returns>
    public async Task<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Hash(key);
        var adminKey = options.Value.AdminKey;
        if (adminKey.Length >= AccessOptions.ShortestKey && CryptographicOperations.FixedTimeEquals(hash, Hash(adminKey)))
        {
            return new Caller("settings", Role.Admin);
        }

        // Looked up by its hash: what can be learned from the time it takes says nothing of the key.
        return await dataSource.Command("""
            UPDATE access_keys
            SET last_used_at = $2
            WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
            RETURNING label, role
            """, hash, clock.GetUtcNow())
            .FirstOrDefaultAsync(reader => new Caller(reader.GetString(0), Enum.Parse<Role>(reader.GetString(1), ignoreCase: true)), cancellationToken);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
