using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>Keys of operators and admins. Only hashes are stored: a key is 32 random bytes, so a plain SHA-256 is enough.</summary>
public sealed class AccessKeys(NpgsqlDataSource dataSource, IOptions<AccessOptions> options, TimeProvider clock)
{
    private const string Prefix = "pf_";

    /// <returns>The key, which is shown this once.</returns>
    public async Task<string> CreateAsync(string label, Role role, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        (await CreateAsync(label, role, expiresAt, Caller.Schedule, cancellationToken)).Secret;

    public async Task<NewAccessKey> CreateAsync(
        string label, Role role, DateTimeOffset? expiresAt, Caller caller, CancellationToken cancellationToken)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var key = (await connection.Command($"""
            INSERT INTO access_keys (label, role, key_hash, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            RETURNING {AccessKey.Columns}
            """, label, role.ToString().ToLowerInvariant(), Hash(secret), now, expiresAt?.ToUniversalTime())
            .FirstOrDefaultAsync(AccessKey.Read, cancellationToken))!;
        await AuditAsync(connection, caller, "key.created", key, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewAccessKey(key, secret);
    }

    public Task<List<AccessKey>> ListAsync(CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {AccessKey.Columns} FROM access_keys ORDER BY id DESC").ListAsync(AccessKey.Read, cancellationToken);

    /// <returns>The key, revoked now or before; null if there is none.</returns>
    public async Task<AccessKey?> RevokeAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revoked = await connection
            .Command($"UPDATE access_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING {AccessKey.Columns}", id, now)
            .FirstOrDefaultAsync(AccessKey.Read, cancellationToken);
        if (revoked is null)
        {
            return await connection.Command($"SELECT {AccessKey.Columns} FROM access_keys WHERE id = $1", id)
                .FirstOrDefaultAsync(AccessKey.Read, cancellationToken);
        }

        await AuditAsync(connection, caller, "key.revoked", revoked, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    /// <returns>Null for a key that is unknown, expired or revoked.</returns>
    public Task<Caller?> FindAsync(string key, string source, CancellationToken cancellationToken) =>
        FindAsync(Hash(key), source, cancellationToken);

    /// <param name="hash">Of the key: <see cref="Hash"/>.</param>
    public async Task<Caller?> FindAsync(byte[] hash, string source, CancellationToken cancellationToken)
    {
        var adminKey = options.Value.AdminKey;
        if (adminKey.Length >= AccessOptions.ShortestKey && CryptographicOperations.FixedTimeEquals(hash, Hash(adminKey)))
        {
            return new Caller("settings", Role.Admin, source);
        }

        // Looked up by its hash: what can be learned from the time it takes says nothing of the key.
        return await dataSource.Command("""
            WITH found AS (
                SELECT id, label, role, last_used_at
                FROM access_keys
                WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
            ), noted AS (
                UPDATE access_keys
                SET last_used_at = $2
                WHERE id = (SELECT id FROM found WHERE last_used_at IS NULL OR last_used_at < $2 - interval '1 minute')
            )
            SELECT label, role
            FROM found
            """, hash, clock.GetUtcNow())
            .FirstOrDefaultAsync(
                reader => new Caller(reader.GetString(0), Enum.Parse<Role>(reader.GetString(1), ignoreCase: true), source), cancellationToken);
    }

    private static Task AuditAsync(
        NpgsqlConnection connection, Caller caller, string action, AccessKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        AuditLog.WriteAsync(
            connection, caller, action, string.Create(CultureInfo.InvariantCulture, $"keys/{key.Id}"), before: null,
            new JsonObject { ["label"] = key.Label, ["role"] = key.Role, ["expires_at"] = key.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture) },
            now, cancellationToken);

    internal static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
