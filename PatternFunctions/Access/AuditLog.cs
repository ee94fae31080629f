using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>The append-only log of changes; 0007_create_audit.sql keeps it a chain.</summary>
public sealed class AuditLog(NpgsqlDataSource dataSource)
{
    private const int RowsAtOnce = 1_000;

    /// <summary>
    /// Writes one entry within the transaction of the change. Call it last in the transaction: from here to the commit,
    /// other writers wait. Never pass a customer's words or number: what is written here cannot be forgotten.
    /// </summary>
    public static Task WriteAsync(
        NpgsqlConnection connection, Caller caller, string action, string subject, JsonObject? before, JsonObject? after,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO audit_log (actor, role, source, action, subject, before, after, created_at)
            VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8)
            """, caller.Name, caller.Role.ToString().ToLowerInvariant(), caller.Source, action, subject,
            before?.ToJsonString(), after?.ToJsonString(), now).ExecuteAsync(cancellationToken);

    /// <returns>Newest first.</returns>
    public Task<List<AuditEntry>> ListAsync(ListAuditQuery query, long before, CancellationToken cancellationToken) =>
        dataSource.Command($"""
            SELECT {AuditEntry.Columns}
            FROM audit_log
            WHERE id < $1 AND ($2::text IS NULL OR actor = $2) AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR subject = $4)
            ORDER BY id DESC
            LIMIT $5
            """, before, query.Actor, query.Action, query.Subject, query.Limit).ListAsync(AuditEntry.Read, cancellationToken);

    /// <summary>Writes every entry as a line of JSON, oldest first.</summary>
    public async Task ExportAsync(Stream output, CancellationToken cancellationToken)
    {
        for (var last = 0L; await ReadAfterAsync(last, cancellationToken) is { Count: > 0 } entries; last = entries[^1].Id)
        {
            foreach (var entry in entries)
            {
                await JsonSerializer.SerializeAsync(output, entry, AccessJson.Default.AuditEntry, cancellationToken);
                await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
    }

    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // One snapshot for both: entries go on being written.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var problems = await connection.Command("SELECT id, problem FROM verify_audit() ORDER BY id LIMIT 100")
            .ListAsync(reader => new AuditProblem(reader.GetInt64(0), reader.GetString(1)), cancellationToken);
        return (await connection.Command("SELECT id, encode(hash, 'hex') FROM audit_head").FirstOrDefaultAsync(
            reader => new AuditVerification(problems.Count == 0, reader.GetInt64(0), reader.GetString(1), problems), cancellationToken))!;
    }

    private Task<List<AuditEntry>> ReadAfterAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {AuditEntry.Columns} FROM audit_log WHERE id > $1 ORDER BY id LIMIT $2", id, RowsAtOnce)
            .ListAsync(AuditEntry.Read, cancellationToken);
}
