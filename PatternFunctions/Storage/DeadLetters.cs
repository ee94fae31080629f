using Npgsql;

namespace PatternFunctions.Storage;

/// <summary>What could not be understood or done, kept with its reason until a person has looked.</summary>
public sealed class DeadLetters(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public Task AddAsync(string queue, ReadOnlyMemory<byte> body, string reason, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO dead_letters (queue, body, reason, created_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (queue, body_hash) DO UPDATE SET reason = EXCLUDED.reason, replayed_at = NULL
            """, queue, body, reason, clock.GetUtcNow()).ExecuteAsync(cancellationToken);
}
