using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Where people decide what an import teaches. What is approved becomes a pattern, inactive, at the seed confidence.</summary>
public sealed class StagingDesk(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <returns>The largest group first; null if there is no such import.</returns>
    public async Task<StagedPage?> ListAsync(long importId, StagingQuery query, Cursor cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(cursor);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.Command("SELECT EXISTS (SELECT FROM imports WHERE id = $1)", importId).ScalarAsync<bool>(cancellationToken))
        {
            return null;
        }

        var items = await connection.Command($"""
            SELECT {StagedPattern.Columns}
            FROM import_staging s
            WHERE s.import_id = $1 AND ($2::text IS NULL OR s.status = $2) AND (s.pairs < $3 OR (s.pairs = $3 AND s.id > $4))
            ORDER BY s.pairs DESC, s.id
            LIMIT $5
            """, importId, query.Status, cursor.Key, cursor == Cursor.Top ? 0 : cursor.Id, query.Limit).ListAsync(StagedPattern.Read, cancellationToken);
        return new StagedPage(items, items.Count == query.Limit ? new Cursor(items[^1].Pairs, items[^1].Id).ToString() : null);
    }

    /// <returns>Null if there is no such proposal.</returns>
    public async Task<StagedPattern?> FindAsync(long importId, long row, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, importId, row, cancellationToken);
    }

    public Task<StagingOutcome> EditAsync(long importId, long row, EditPatternRequest request, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(importId, row, "staging.edited", ["pending", "set_aside"], caller, async (connection, staged, _) =>
        {
            var config = await ConfigStore.ReadAsync(connection, cancellationToken);
            var (type, question, template) = (request.PatternType ?? staged.PatternType, request.TriggerText ?? staged.TriggerText, request.ResponseTemplate ?? staged.ResponseTemplate);
            if (type is null || question is null || template is null || PatternWriter.ProblemOf(request.PatternType, question, template, config) is { })
            {
                return new StagingOutcome.NotValid(type is null || question is null || template is null
                    ? "A type, a question and a template are needed."
                    : PatternWriter.ProblemOf(request.PatternType, question, template, config)!);
            }

            await connection.Command("""
                UPDATE import_staging
                SET status = 'pending', pattern_type = $2, trigger_text = $3, response_template = $4, trigger_keywords = $5,
                    required_actions = $6, created_from = COALESCE(created_from, 'import:manual')
                WHERE id = $1
                """, row, type, question, template, (request.TriggerKeywords ?? staged.TriggerKeywords).ToArray(),
                (request.RequiredActions ?? RequiredActionRules.For(template, [])).ToArray()).ExecuteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    public Task<StagingOutcome> RejectAsync(long importId, long row, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(importId, row, "staging.rejected", ["grouped", "pending", "set_aside"], caller, async (connection, _, now) =>
        {
            await connection.Command("UPDATE import_staging SET status = 'rejected', decided_by = $2, decided_at = $3 WHERE id = $1", row, caller.Name, now)
                .ExecuteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    public Task<StagingOutcome> ApproveAsync(long importId, long row, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(importId, row, "staging.approved", ["pending"], caller, async (connection, staged, now) =>
        {
            var config = await ConfigStore.ReadAsync(connection, cancellationToken);
            if (PatternWriter.ProblemOf(staged.PatternType, staged.TriggerText!, staged.ResponseTemplate!, config) is { } problem)
            {
                return new StagingOutcome.NotValid(problem);
            }

            var request = new CreatePatternRequest
            {
                PatternType = staged.PatternType,
                TriggerText = staged.TriggerText,
                TriggerKeywords = staged.TriggerKeywords,
                ResponseTemplate = staged.ResponseTemplate,
                RequiredActions = staged.RequiredActions,
            };
            if (await PatternWriter.InsertAsync(connection, request, staged.CreatedFrom!, caller, now, cancellationToken) is not { } patternId)
            {
                return new StagingOutcome.Conflict("A pattern with these words is there already.");
            }

            await StagedEvidence.GiveAsync(connection, row, patternId, now, cancellationToken);
            await connection.Command("""
                UPDATE import_staging SET status = 'approved', pattern_id = $2, decided_by = $3, decided_at = $4 WHERE id = $1
                """, row, patternId, caller.Name, now).ExecuteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <returns>Null if there is no such import.</returns>
    public Task<BulkStagingResult?> ApproveAsync(long importId, BulkStagingRequest request, Caller caller, CancellationToken cancellationToken) =>
        EachAsync(importId, request, row => ApproveAsync(importId, row, caller, cancellationToken), cancellationToken);

    /// <returns>Null if there is no such import.</returns>
    public Task<BulkStagingResult?> RejectAsync(long importId, BulkStagingRequest request, Caller caller, CancellationToken cancellationToken) =>
        EachAsync(importId, request, row => RejectAsync(importId, row, caller, cancellationToken), cancellationToken);

    private async Task<BulkStagingResult?> EachAsync(
        long importId, BulkStagingRequest request, Func<long, Task<StagingOutcome>> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await dataSource.Command("SELECT EXISTS (SELECT FROM imports WHERE id = $1)", importId).ScalarAsync<bool>(cancellationToken))
        {
            return null;
        }

        var rows = await dataSource.Command("""
            SELECT id
            FROM import_staging
            WHERE import_id = $1 AND status = 'pending' AND duplicate_of IS NULL AND pairs >= $2 AND alike * 100 >= $3
            ORDER BY pairs DESC, id
            """, importId, request.MinPairs, (double)request.MinAlikePercent).ListAsync(reader => reader.GetInt64(0), cancellationToken);
        List<long> decided = [], left = [];
        foreach (var row in rows)
        {
            (await decide(row) is StagingOutcome.Done ? decided : left).Add(row);
        }

        return new BulkStagingResult(decided, left);
    }

    private async Task<StagingOutcome> ChangeAsync(
        long importId, long row, string action, string[] from, Caller caller,
        Func<NpgsqlConnection, StagedPattern, DateTimeOffset, Task<StagingOutcome?>> apply, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT FROM import_staging WHERE id = $1 AND import_id = $2 FOR UPDATE", row, importId).ExecuteAsync(cancellationToken);
        if (await FindAsync(connection, importId, row, cancellationToken) is not { } staged)
        {
            return new StagingOutcome.NotFound();
        }

        if (!from.Contains(staged.Status))
        {
            return new StagingOutcome.Conflict(staged.DecidedBy is null ? $"It is {staged.Status}." : $"{staged.DecidedBy} was first: it is {staged.Status}.");
        }

        if (await apply(connection, staged, now) is { } refusal)
        {
            return refusal;
        }

        var after = (await FindAsync(connection, importId, row, cancellationToken))!;
        await AuditLog.WriteAsync(
            connection, caller, action, string.Create(CultureInfo.InvariantCulture, $"imports/{importId}/staging/{row}"), ToAudit(staged), ToAudit(after), now,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StagingOutcome.Done(after);
    }

    private static Task<StagedPattern?> FindAsync(NpgsqlConnection connection, long importId, long row, CancellationToken cancellationToken) =>
        connection.Command($"SELECT {StagedPattern.Columns} FROM import_staging s WHERE s.id = $1 AND s.import_id = $2", row, importId)
            .FirstOrDefaultAsync(StagedPattern.Read, cancellationToken);

    /// <summary>Without the question, which may be a customer's words.</summary>
    private static JsonObject ToAudit(StagedPattern staged) => new()
    {
        ["status"] = staged.Status,
        ["pattern_type"] = staged.PatternType,
        ["response_template"] = staged.ResponseTemplate,
        ["pattern_id"] = staged.PatternId,
    };
}
