using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>
/// Who is signed in to the console. What a browser holds is 32 random bytes that mean nothing elsewhere; what they stand
/// for is kept here, ends at its time, at sign-out, and with the key that it began with. A person of Entra ID has no key: their session
/// ends at its time, and their role counts as it was when they signed in.
/// </summary>
public sealed class ConsoleSessions(NpgsqlDataSource dataSource, AccessKeys keys, IOptions<AccessOptions> options, TimeProvider clock)
{
    public TimeSpan Lifetime => options.Value.SessionLifetime;

    /// <param name="key">A valid key of the caller's.</param>
    /// <returns>The session's token, for its cookie.</returns>
    public Task<string> BeginAsync(string key, Caller caller, CancellationToken cancellationToken) =>
        OpenAsync(AccessKeys.Hash(key), caller, cancellationToken);

    /// <param name="caller">Whom Entra ID has named.</param>
    /// <returns>So, too.</returns>
    public Task<string> BeginAsync(Caller caller, CancellationToken cancellationToken) => OpenAsync(key: null, caller, cancellationToken);

    /// <returns>Null for a session that is unknown or over.</returns>
    public async Task<Caller?> FindAsync(string token, string source, CancellationToken cancellationToken)
    {
        var session = await dataSource.Command("""
            SELECT key_hash, person, role
            FROM console_sessions
            WHERE token_hash = $1 AND expires_at > $2
            """, AccessKeys.Hash(token), clock.GetUtcNow())
            .FirstOrDefaultAsync(reader => new Session(reader.Nullable<byte[]>(0), reader.Nullable<string>(1), reader.Nullable<string>(2)), cancellationToken);
        return session switch
        {
            { Key: { } key } => await keys.FindAsync(key, source, cancellationToken),
            { Person: { } person, Role: { } role } when options.Value.Entra.SignsIn => new Caller(person, Enum.Parse<Role>(role, ignoreCase: true), source),
            _ => null,
        };
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
            ? await OpenAsync(key, caller, cancellationToken)
            : null;
    }

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <param name="key">The hash of the key on which the session stands; null for a person of Entra ID.</param>
    private async Task<string> OpenAsync(byte[]? key, Caller caller, CancellationToken cancellationToken)
    {
        var token = NewToken();
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("DELETE FROM console_sessions WHERE expires_at <= $1", now).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM sign_in_links WHERE expires_at <= $1", now).ExecuteAsync(cancellationToken);
        await connection.Command("""
            INSERT INTO console_sessions (token_hash, key_hash, person, role, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, AccessKeys.Hash(token), key, key is null ? caller.Name : null, key is null ? caller.Role.ToString().ToLowerInvariant() : null, now, now + Lifetime)
            .ExecuteAsync(cancellationToken);
        await AuditLog.WriteAsync(connection, caller, "console.signed_in", "console", before: null, after: null, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private sealed record Session(byte[]? Key, string? Person, string? Role);
}
