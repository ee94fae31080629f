using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>
/// Who is signed in to the console. What a browser holds is 32 random bytes that mean nothing elsewhere; what they stand
/// for is kept here, ends at its time, at sign-out, and with the key that it began with.
/// </summary>
public sealed class ConsoleSessions(NpgsqlDataSource dataSource, AccessKeys keys, IOptions<AccessOptions> options, TimeProvider clock)
{
    public TimeSpan Lifetime => options.Value.SessionLifetime;

    /// <param name="key">A valid key of the caller's.</param>
    /// <returns>The session's token, for its cookie.</returns>
    public Task<string> BeginAsync(string key, Caller caller, CancellationToken cancellationToken) =>
        BeginAsync(AccessKeys.Hash(key), caller, cancellationToken);

    /// <returns>Null for a session that is unknown or over.</returns>
    public async Task<Caller?> FindAsync(string token, string source, CancellationToken cancellationToken)
    {
        var key = await dataSource.Command("SELECT key_hash FROM console_sessions WHERE token_hash = $1 AND expires_at > $2", AccessKeys.Hash(token), clock.GetUtcNow())
            .ScalarAsync<byte[]>(cancellationToken);
        return key is null ? null : await keys.FindAsync(key, source, cancellationToken);
    }

    public Task EndAsync(string token, CancellationToken cancellationToken) =>
        dataSource.Command("DELETE FROM console_sessions WHERE token_hash = $1", AccessKeys.Hash(token)).ExecuteAsync(cancellationToken);

    /// <returns>A code that signs in once, as <paramref name="key"/> would.</returns>
    public async Task<string> CreateLinkAsync(string key, CancellationToken cancellationToken)
    {
        var code = NewToken();
        await dataSource.Command("INSERT INTO sign_in_links (code_hash, key_hash, expires_at) VALUES ($1, $2, $3)",
            AccessKeys.Hash(code), AccessKeys.Hash(key), clock.GetUtcNow() + options.Value.LinkLifetime).ExecuteAsync(cancellationToken);
        return code;
    }

    /// <returns>The new session's token; null for a code that is unknown, was used, or is too old.</returns>
    public async Task<string?> FollowLinkAsync(string code, string source, CancellationToken cancellationToken)
    {
        var key = await dataSource.Command("DELETE FROM sign_in_links WHERE code_hash = $1 AND expires_at > $2 RETURNING key_hash", AccessKeys.Hash(code), clock.GetUtcNow())
            .ScalarAsync<byte[]>(cancellationToken);
        return key is not null && await keys.FindAsync(key, source, cancellationToken) is { } caller
            ? await BeginAsync(key, caller, cancellationToken)
            : null;
    }

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private async Task<string> BeginAsync(byte[] key, Caller caller, CancellationToken cancellationToken)
    {
        var token = NewToken();
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("DELETE FROM console_sessions WHERE expires_at <= $1", now).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM sign_in_links WHERE expires_at <= $1", now).ExecuteAsync(cancellationToken);
        await connection.Command("INSERT INTO console_sessions (token_hash, key_hash, created_at, expires_at) VALUES ($1, $2, $3, $4)",
            AccessKeys.Hash(token), key, now, now + Lifetime).ExecuteAsync(cancellationToken);
        await AuditLog.WriteAsync(connection, caller, "console.signed_in", "console", before: null, after: null, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }
}
