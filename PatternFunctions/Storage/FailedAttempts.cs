using System.Security.Cryptography;
using Azure;
using Npgsql;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Storage;

/// <summary>
/// Notes why a queue's work failed, so that the dead letter, should it come to that, has a reason: the host moves the
/// message without one.
/// </summary>
public sealed class FailedAttempts(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>A message that succeeded at a later try leaves its note behind.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task NoteAsync<T>(string queue, T message, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
        where T : WorkMessage
    {
        using var invocation = Invocation.Begin(queue, message);
        try
        {
            await work(message, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            invocation.Failed(failure);
            await TryNoteAsync(queue, Hash(message), Describe(failure), cancellationToken);
            throw;
        }
    }

    /// <returns>Why the last attempt failed; null if there was no time or no database to note it.</returns>
    public Task<string?> FindAsync(string queue, WorkMessage message, CancellationToken cancellationToken) =>
        dataSource.Command("SELECT reason FROM failed_attempts WHERE queue = $1 AND message_hash = $2", queue, Hash(message))
            .ScalarAsync<string>(cancellationToken);

    public Task ForgetOldAsync(CancellationToken cancellationToken) =>
        dataSource.Command("DELETE FROM failed_attempts WHERE failed_at < $1", clock.GetUtcNow() - Kept).ExecuteAsync(cancellationToken);

    private async Task TryNoteAsync(string queue, byte[] hash, string reason, CancellationToken cancellationToken)
    {
        try
        {
            await dataSource.Command("""
                INSERT INTO failed_attempts (queue, message_hash, reason, failed_at)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (queue, message_hash) DO UPDATE SET reason = EXCLUDED.reason, failed_at = EXCLUDED.failed_at
                """, queue, hash, reason, clock.GetUtcNow()).ExecuteAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The failure itself is what matters, and the database may be the very thing that failed.
        }
    }

    /// <summary>Codes and types alone: a message may quote what it was about.</summary>
    private static string Describe(Exception failure) => failure switch
    {
        PostgresException postgres => string.Join(' ', ((string?[])["PostgreSQL", postgres.SqlState, postgres.TableName, postgres.ConstraintName]).OfType<string>()),
        RequestFailedException request => $"Storage {request.Status} {request.ErrorCode}".TrimEnd(),
        { InnerException: { } inner } => $"{failure.GetType().Name} ({Describe(inner)})",
        _ => failure.GetType().Name,
    };

    private static byte[] Hash(WorkMessage message) => SHA256.HashData(WorkQueues.SerialiseWork(message));
}
