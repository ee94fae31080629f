using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Activates several patterns that an admin has reviewed: all as they were read, or none.</summary>
public sealed class BatchActivation(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <param name="reviewed">The ETag that each had when its evidence was read.</param>
    /// <param name="reason">For those who look later.</param>
    /// <param name="caller">An admin.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BatchOutcome> ActivateAsync(
        IReadOnlyDictionary<long, string> reviewed, string reason, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        long[] ids = [.. reviewed.Keys.Order()];
        await connection.Command("SELECT FROM decision_patterns WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", ids).ExecuteAsync(cancellationToken);
        List<PatternState> before = [];
        List<NotActivated> problems = [];
        foreach (var id in ids)
        {
            var state = await PatternCatalog.FindAsync(connection, id, now, cancellationToken);
            if (ProblemOf(state, reviewed[id]) is { } problem)
            {
                problems.Add(new NotActivated(id, problem));
            }
            else
            {
                before.Add(state!);
            }
        }

        if (problems.Count > 0)
        {
            return new BatchOutcome.Refused(problems);
        }

        await PatternWriter.ActivateAsync(connection, ids, now, cancellationToken);
        return new BatchOutcome.Done(await FinishAsync(connection, transaction, before, reason, caller, now, cancellationToken));
    }

    private static string? ProblemOf(PatternState? state, string etag) =>
        state is null or { Pattern.DeletedAt: not null } ? "not-found"
        : state.Pattern.ETag != etag ? "changed"
        : state.IsShortOfOperators ? "not-proved" : null;

    private static async Task<PatternBatch> FinishAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, List<PatternState> before, string reason, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        List<PatternState> after = [];
        foreach (var state in before)
        {
            after.Add((await PatternCatalog.FindAsync(connection, state.Pattern.Id, now, cancellationToken))!);
        }

        foreach (var (was, state) in before.Zip(after))
        {
            var audited = state.Pattern.ToAudit();
            audited["reason"] = reason;
            audited["batch_of"] = before.Count;
            await AuditLog.WriteAsync(
                connection, caller, "pattern.activated", string.Create(CultureInfo.InvariantCulture, $"patterns/{state.Pattern.Id}"),
                was.Pattern.ToAudit(), audited, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new PatternBatch(after);
    }
}
