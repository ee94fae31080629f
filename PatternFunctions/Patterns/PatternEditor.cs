using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Changes of patterns by people, each with its entry in the audit log, in one transaction.</summary>
public sealed class PatternEditor(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public async Task<PatternOutcome> CreateAsync(CreatePatternRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ProblemAsync(connection, request.PatternType, request.TriggerText!, request.ResponseTemplate!, cancellationToken) is { } problem)
        {
            return new PatternOutcome.NotValid(problem);
        }

        if (await PatternWriter.InsertAsync(connection, request, "manual", caller, now, cancellationToken) is not { } id)
        {
            return new PatternOutcome.Conflict("A pattern with these words is there already.");
        }

        return await FinishAsync(new Change(connection, transaction, caller, now), id, "pattern.created", before: null, reason: null, cancellationToken);
    }

    public Task<PatternOutcome> EditAsync(
        long id, EditPatternRequest request, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(id, "pattern.edited", ifMatch, caller, reason: null, async (change, state) =>
        {
            var template = request.ResponseTemplate ?? state.Pattern.ResponseTemplate;
            if (await ProblemAsync(change.Connection, request.PatternType, request.TriggerText ?? "?", template, cancellationToken) is { } problem)
            {
                return new PatternOutcome.NotValid(problem);
            }

            return await PatternWriter.UpdateAsync(change.Connection, state.Pattern, request, caller, change.Now, cancellationToken)
                ? null
                : new PatternOutcome.Conflict("Another pattern has these words.");
        }, cancellationToken);

    /// <summary>Lets the pattern answer by itself, as far as every other gate holds.</summary>
    public Task<PatternOutcome> ActivateAsync(long id, string reason, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(id, "pattern.activated", ifMatch, caller, reason, async (change, state) =>
        {
            if (state.IsShortOfOperators)
            {
                return new PatternOutcome.NotProved(state);
            }

            await PatternWriter.ActivateAsync(change.Connection, [id], change.Now, cancellationToken);
            return null;
        }, cancellationToken);

    public Task<PatternOutcome> DeactivateAsync(long id, string reason, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(id, "pattern.deactivated", ifMatch, caller, reason, async (change, _) =>
        {
            await change.Connection.Command("""
                UPDATE decision_patterns SET is_active = false, auto_executable = false, updated_at = $2 WHERE id = $1
                """, id, change.Now).ExecuteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The pattern is matched no more; what it has done stays on record.</summary>
    public Task<PatternOutcome> RetireAsync(long id, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(id, "pattern.retired", ifMatch, caller, reason: null, async (change, _) =>
        {
            await change.Connection.Command("""
                UPDATE decision_patterns SET deleted_at = $2, is_active = false, auto_executable = false, updated_at = $2 WHERE id = $1
                """, id, change.Now).ExecuteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Takes a pattern back from retirement, inactive.</summary>
    public async Task<PatternOutcome> RestoreAsync(long id, string? ifMatch, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeAsync(id, "pattern.restored", ifMatch, caller, reason: null, async (change, state) =>
            {
                await change.Connection.Command("""
                    UPDATE decision_patterns SET deleted_at = NULL, merged_into = NULL, updated_at = $2 WHERE id = $1
                    """, id, change.Now).ExecuteAsync(cancellationToken);
                // While it was retired, others could have its words.
                return await PatternWriter.TakeBackAsync(change.Connection, id, change.Now, cancellationToken) ? null : Taken();
            }, cancellationToken, retired: true);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return Taken();
        }

        static PatternOutcome Taken() => new PatternOutcome.Conflict("Another pattern has these words by now.");
    }

    /// <summary>Gives the pattern's wordings and examples to another one that asks the same, and retires it.</summary>
    public Task<PatternOutcome> MergeAsync(
        long id, MergePatternRequest request, string? ifMatch, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ChangeAsync(
            id, "pattern.merged", ifMatch, caller, request.Reason,
            (change, state) => PatternMerge.ApplyAsync(change.Connection, state.Pattern, request.Into!.Value, caller, change.Now, cancellationToken),
            cancellationToken, alsoLock: request.Into);
    }

    /// <summary>The pattern asks something else than the one it resembles: it is offered for merging no more.</summary>
    public Task<PatternOutcome> DismissSimilarAsync(long id, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, "pattern.similar_dismissed", ifMatch, caller, reason: null,
            async (change, _) => await change.Connection.Command("""
                UPDATE decision_patterns SET similar_to = NULL, updated_at = $2 WHERE id = $1 AND similar_to IS NOT NULL
                """, id, change.Now).ExecuteAsync(cancellationToken) == 1 ? null : new PatternOutcome.NotFound(),
            cancellationToken);

    /// <summary>Puts a proposed text aside: learning does not propose it again.</summary>
    public Task<PatternOutcome> DismissAsync(long id, int version, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, "pattern.version_dismissed", ifMatch, caller, string.Create(CultureInfo.InvariantCulture, $"Version {version}."),
            async (change, _) => await change.Connection.Command("""
                UPDATE pattern_versions SET status = 'dismissed' WHERE pattern_id = $1 AND version = $2 AND status = 'proposed'
                """, id, version).ExecuteAsync(cancellationToken) == 1 ? null : new PatternOutcome.NotFound(),
            cancellationToken);

    /// <summary>Makes a proposed or former text the current one, with the evidence that it has itself.</summary>
    public Task<PatternOutcome> AdoptAsync(long id, int version, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(id, "pattern.version_adopted", ifMatch, caller, reason: null, async (change, _) =>
        {
            var template = await change.Connection.Command("SELECT response_template FROM pattern_versions WHERE pattern_id = $1 AND version = $2", id, version)
                .ScalarAsync<string>(cancellationToken);
            if (template is null)
            {
                return new PatternOutcome.NotFound();
            }

            if (await ProblemAsync(change.Connection, type: null, "?", template, cancellationToken) is { } problem)
            {
                return new PatternOutcome.NotValid(problem);
            }

            await PatternWriter.AdoptAsync(change.Connection, id, version, change.Now, cancellationToken);
            return null;
        }, cancellationToken);

    private async Task<PatternOutcome> ChangeAsync(
        long id, string action, string? ifMatch, Caller caller, string? reason, Func<Change, PatternState, Task<PatternOutcome?>> apply,
        CancellationToken cancellationToken, bool retired = false, long? alsoLock = null)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In one order, so that two who merge each other's patterns wait, and do not block each other for good.
        await connection.Command("SELECT FROM decision_patterns WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE", id, alsoLock ?? id)
            .ExecuteAsync(cancellationToken);
        var state = await PatternCatalog.FindAsync(connection, id, now, cancellationToken);
        if (state is null || state.Pattern.DeletedAt is not null != retired)
        {
            return new PatternOutcome.NotFound();
        }

        if (ifMatch is not null && ifMatch != state.Pattern.ETag)
        {
            return new PatternOutcome.Changed();
        }

        var change = new Change(connection, transaction, caller, now);
        return await apply(change, state) is { } refusal
            ? refusal
            : await FinishAsync(change, id, action, state.Pattern.ToAudit(), reason, cancellationToken);
    }

    private static async Task<PatternOutcome> FinishAsync(
        Change change, long id, string action, JsonObject? before, string? reason, CancellationToken cancellationToken)
    {
        var state = (await PatternCatalog.FindAsync(change.Connection, id, change.Now, cancellationToken))!;
        var after = state.Pattern.ToAudit();
        if (reason is not null)
        {
            after["reason"] = reason;
        }

        await AuditLog.WriteAsync(
            change.Connection, change.Caller, action, string.Create(CultureInfo.InvariantCulture, $"patterns/{id}"), before, after, change.Now,
            cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new PatternOutcome.Done(state);
    }

    private static async Task<string?> ProblemAsync(
        NpgsqlConnection connection, string? type, string question, string template, CancellationToken cancellationToken) =>
        PatternWriter.ProblemOf(type, question, template, await ConfigStore.ReadAsync(connection, cancellationToken));

    private sealed record Change(NpgsqlConnection Connection, NpgsqlTransaction Transaction, Caller Caller, DateTimeOffset Now);
}
