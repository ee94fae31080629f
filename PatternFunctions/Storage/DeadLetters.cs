using System.Globalization;
using Npgsql;
using PatternFunctions.Access;

namespace PatternFunctions.Storage;

/// <summary>What could not be understood or done, kept with its reason until a person has looked.</summary>
public sealed class DeadLetters(NpgsqlDataSource dataSource, WorkQueues queues, EventBodies bodies, TimeProvider clock)
{
    private const int PageSize = 100;

    public Task AddAsync(string queue, ReadOnlyMemory<byte> body, string reason, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO dead_letters (queue, body, reason, created_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (queue, body_hash) DO UPDATE SET reason = EXCLUDED.reason, replayed_at = NULL
            """, queue, body, reason, clock.GetUtcNow()).ExecuteAsync(cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="before">The <see cref="DeadLetterPage.Next"/> of the page before; null for the first.</param>
    public async Task<DeadLetterPage> ListAsync(long? before, CancellationToken cancellationToken)
    {
        var items = await dataSource.Command($"""
            SELECT {DeadLetter.Columns}
            FROM dead_letters
            WHERE $1::bigint IS NULL OR id < $1
            ORDER BY id DESC
            LIMIT $2
            """, before, PageSize).ListAsync(DeadLetter.Read, cancellationToken);
        return new DeadLetterPage(items, items.Count == PageSize ? items[^1].Id : null);
    }

    /// <returns>With its body.</returns>
    public Task<DeadLetter?> FindAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {DeadLetter.Columns}, body FROM dead_letters WHERE id = $1", id)
            .FirstOrDefaultAsync(reader => DeadLetter.Read(reader).With(reader.GetFieldValue<byte[]>(6)), cancellationToken);

    /// <summary>Gives it to its queue once more. If it fails again, it stands here again.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="Azure.RequestFailedException">The queue cannot be reached.</exception>
    public async Task<DeadLetter?> ReplayAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // Open until the queue has it: an event that fails again at once waits for this to be written down.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var stored = await connection.Command($"""
            UPDATE dead_letters
            SET replayed_at = $2
            WHERE id = $1
            RETURNING {DeadLetter.Columns}, body
            """, id, now).FirstOrDefaultAsync(reader => new Stored(DeadLetter.Read(reader), reader.GetFieldValue<byte[]>(6)), cancellationToken);
        if (stored is null)
        {
            return null;
        }

        if (stored.Letter.Queue == WorkQueues.OpenPhoneEvents)
        {
            var received = await bodies.KeepAsync($"dead-letter-{id}-{now.Ticks}", stored.Body, now, cancellationToken);
            await queues.SendAsync(WorkQueues.OpenPhoneEvents, received, TimeSpan.Zero, cancellationToken);
        }
        else
        {
            await queues.ResendAsync(stored.Letter.Queue, stored.Body, cancellationToken);
        }

        await AuditLog.WriteAsync(
            connection, caller, "dead_letter.replayed", string.Create(CultureInfo.InvariantCulture, $"dead-letters/{id}"), before: null, after: null,
            now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return stored.Letter;
    }

    private sealed record Stored(DeadLetter Letter, byte[] Body);
}
