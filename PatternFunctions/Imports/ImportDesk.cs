using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>What admins ask for: begin an import, see it, stop it, take it back.</summary>
public sealed class ImportDesk(NpgsqlDataSource dataSource, ImportFiles files, WorkQueues queues, FailedAttempts failures, TimeProvider clock)
{
    private const int MostListed = 100;

    public async Task<ImportOutcome> StartAsync(Stream content, ImportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Hash is { } hash && await FindByHashAsync(hash, cancellationToken) is { } known)
        {
            return new ImportOutcome.Done(known, IsNew: false);
        }

        return await files.ReceiveAsync(content, query.Hash, query.Offset, cancellationToken) switch
        {
            UploadOutcome.Incomplete { Received: var received } => new ImportOutcome.Incomplete(received),
            UploadOutcome.Complete complete => await StartAsync(complete, caller, cancellationToken),
            _ => new ImportOutcome.TooLarge(),
        };
    }

    public async Task<ImportOutcome> StartAsync(OpenPhoneImportRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var kept = now.AddDays(-config.RetentionDays);
        var (since, until) = (request.Since > kept ? request.Since.Value : kept, request.Until < now ? request.Until.Value : now);
        return since >= until
            ? new ImportOutcome.NotValid("The time ends before it begins, or before texts are kept (retention_days).")
            : await AddAsync(connection, "openphone", null, since, until, request.ApiVersion ?? ApiVersion.V1, caller, now, cancellationToken);
    }

    public async Task<ImportList> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.Command($"SELECT {ImportRow.Columns} FROM imports i ORDER BY i.id DESC LIMIT {MostListed}").ListAsync(ImportRow.Read, cancellationToken);
        return new ImportList([.. rows.Select(row => ImportState.Of(row, [], null))]);
    }

    /// <returns>Null if there is no such import.</returns>
    public async Task<ImportState?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, id, cancellationToken);
    }

    /// <summary>Nothing more is brought in; what is there stays until a rollback.</summary>
    public Task<ImportOutcome> CancelAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        MoveAsync(id, "import.cancelled", "status = 'cancelled', finished_at = $2", "status IN ('running', 'waiting')", "It is not under way.", caller, cancellationToken);

    public Task<ImportOutcome> RollBackAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        MoveAsync(
            id, "import.rolled_back", "status = 'rolling_back', phase = 'rolling_back', position = '', done = 0, total = NULL, phase_seconds = 0, finished_at = NULL",
            "status NOT IN ('rolling_back', 'rolled_back')", "It is taken back already.", caller, cancellationToken);

    /// <summary>Lets the groups be analysed, at the cost that was estimated.</summary>
    public Task<ImportOutcome> AnalyseAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        MoveAsync(
            id, "import.analysed", "status = 'running', phase = 'analysing', position = '', done = 0, total = groups, phase_seconds = 0, stopped_because = NULL",
            "status = 'waiting'", "It does not wait for its analysis.", caller, cancellationToken);

    private async Task<ImportOutcome> StartAsync(UploadOutcome.Complete upload, Caller caller, CancellationToken cancellationToken)
    {
        ExportKind kind;
        try
        {
            using var file = await ExportFile.OpenAsync(await files.OpenAsync(upload.BlobName, cancellationToken), cancellationToken);
            kind = file.Kind;
        }
        catch (WrongFileException wrong)
        {
            await files.DeleteAsync(upload.BlobName, cancellationToken);
            return new ImportOutcome.NotValid(wrong.Message);
        }

        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        return await AddAsync(
            connection, kind.ToString().ToLowerInvariant(), upload, now.AddDays(-config.RetentionDays), now, apiVersion: null, caller, now, cancellationToken);
    }

    private async Task<ImportOutcome> AddAsync(
        NpgsqlConnection connection, string source, UploadOutcome.Complete? upload, DateTimeOffset since, DateTimeOffset until, string? apiVersion,
        Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (hash, blob, total) = (upload?.Hash, upload?.BlobName, upload?.Length);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await connection.Command("""
            INSERT INTO imports (source, phase, content_hash, blob_name, total, since, until, created_by, created_at, updated_at, next_at, api_version)
            VALUES ($1, 'loading', $2, $3, $4, $5, $6, $7, $8, $8, $8, $9)
            ON CONFLICT (content_hash) WHERE status NOT IN ('cancelled', 'rolling_back', 'rolled_back') DO NOTHING
            RETURNING id
            """, source, hash, blob, total, since, until, caller.Name, now, apiVersion).ScalarAsync<long>(cancellationToken);
        if (id == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            var known = (await FindByHashAsync(hash!, cancellationToken))!;
            if (await connection.Command("SELECT blob_name IS DISTINCT FROM $2 FROM imports WHERE id = $1", known.Id, blob).ScalarAsync<bool>(cancellationToken))
            {
                await files.DeleteAsync(blob!, cancellationToken);
            }

            return new ImportOutcome.Done(known, IsNew: false);
        }

        await AuditAsync(connection, caller, "import.started", id, new() { ["source"] = source, ["content_hash"] = hash, ["bytes"] = total }, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await AnnouncedAsync(connection, id, cancellationToken);
    }

    private async Task<ImportOutcome> MoveAsync(
        long id, string action, string change, string condition, string refusal, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.Command($"UPDATE imports SET {change}, updated_at = $2, next_at = $2 WHERE id = $1 AND {condition}", id, now).ExecuteAsync(cancellationToken) == 0)
        {
            return await FindAsync(connection, id, cancellationToken) is null ? new ImportOutcome.NotFound() : new ImportOutcome.Conflict(refusal);
        }

        await AuditAsync(connection, caller, action, id, null, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await files.DeleteUnusedAsync(connection, id, cancellationToken);
        return await AnnouncedAsync(connection, id, cancellationToken);
    }

    private async Task<ImportOutcome> AnnouncedAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await queues.SendAsync(WorkQueues.ImportWork, new ImportWork(id), TimeSpan.Zero, cancellationToken);
        return new ImportOutcome.Done((await FindAsync(connection, id, cancellationToken))!);
    }

    private async Task<ImportState?> FindAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken) =>
        await connection.Command($"SELECT {ImportRow.Columns} FROM imports i WHERE i.id = $1", id).FirstOrDefaultAsync(ImportRow.Read, cancellationToken) is not { } row
            ? null
            : ImportState.Of(
                row, await ImportProblems.ListAsync(connection, id, cancellationToken),
                row.IsAtWork ? await failures.FindAsync(WorkQueues.ImportWork, new ImportWork(id), cancellationToken) : null);

    private async Task<ImportState?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var id = await connection.Command("SELECT id FROM imports WHERE content_hash = $1 AND status NOT IN ('cancelled', 'rolling_back', 'rolled_back')", hash)
            .ScalarAsync<long>(cancellationToken);
        return id == 0 ? null : await FindAsync(connection, id, cancellationToken);
    }

    private static Task AuditAsync(
        NpgsqlConnection connection, Caller caller, string action, long id, JsonObject? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        AuditLog.WriteAsync(connection, caller, action, string.Create(CultureInfo.InvariantCulture, $"imports/{id}"), before: null, after, now, cancellationToken);
}
