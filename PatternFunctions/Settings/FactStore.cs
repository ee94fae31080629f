using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Settings;

/// <summary>The business's facts, for people. Whoever fills templates has them from <see cref="LearningConfig.Variables"/>.</summary>
public sealed class FactStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>The model is told the name of each, and a strict schema holds only so many.</summary>
    public const int MaxFacts = 100;

    public Task<List<BusinessFact>> ListAsync(CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {BusinessFact.Columns} FROM business_facts ORDER BY name").ListAsync(BusinessFact.Read, cancellationToken);

    /// <summary>Adds a fact, or changes it: every answer that uses it says the new value from then on.</summary>
    public async Task<FactOutcome> SetAsync(
        string name, SetFactRequest request, string? ifMatch, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var value = request.Value!.Trim();
        if (FactRules.ProblemOf(name, request.Kind!, value) is { } problem)
        {
            return new FactOutcome.NotValid(problem);
        }

        return await ChangeAsync(name, ifMatch, caller, async (connection, before, now) =>
        {
            if (before is null && await connection.Command("SELECT count(*) FROM business_facts").ScalarAsync<long>(cancellationToken) >= MaxFacts)
            {
                return new FactOutcome.Conflict($"There may be {MaxFacts} facts at most.");
            }

            return new FactOutcome.Done((await connection.Command($"""
                INSERT INTO business_facts (name, kind, value, description, updated_at, updated_by)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (name) DO UPDATE
                SET kind = EXCLUDED.kind, value = EXCLUDED.value, description = EXCLUDED.description,
                    updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
                RETURNING {BusinessFact.Columns}
                """, name, request.Kind, value, request.Description!.Trim(), now, caller.Name)
                .FirstOrDefaultAsync(BusinessFact.Read, cancellationToken))!);
        }, after => after, cancellationToken);
    }

    /// <summary>Only where no answer needs it: those could not be given any more.</summary>
    public Task<FactOutcome> DeleteAsync(string name, string? ifMatch, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(name, ifMatch, caller, async (connection, before, _) =>
        {
            if (before is null)
            {
                return new FactOutcome.NotFound();
            }

            var users = await connection.Command("""
                SELECT id
                FROM decision_patterns
                WHERE $1 = ANY (template_variables) AND deleted_at IS NULL
                ORDER BY id
                LIMIT 10
                """, name).ListAsync(reader => reader.GetInt64(0).ToString(CultureInfo.InvariantCulture), cancellationToken);
            if (users.Count > 0)
            {
                return new FactOutcome.Conflict($"Patterns say it: {string.Join(", ", users)}.");
            }

            await connection.Command("DELETE FROM business_facts WHERE name = $1", name).ExecuteAsync(cancellationToken);
            return new FactOutcome.Done(before);
        }, _ => null, cancellationToken);

    private async Task<FactOutcome> ChangeAsync(
        string name, string? ifMatch, Caller caller, Func<NpgsqlConnection, BusinessFact?, DateTimeOffset, Task<FactOutcome>> apply,
        Func<BusinessFact, BusinessFact?> after, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In a line, also for a name that is not there yet.
        await connection.Command("SELECT pg_advisory_xact_lock(hashtext('business_facts'))").ExecuteAsync(cancellationToken);
        var before = await connection.Command($"SELECT {BusinessFact.Columns} FROM business_facts WHERE name = $1", name)
            .FirstOrDefaultAsync(BusinessFact.Read, cancellationToken);
        if (ifMatch is not null && ifMatch != before?.ETag)
        {
            return new FactOutcome.Changed();
        }

        var outcome = await apply(connection, before, now);
        if (outcome is FactOutcome.Done { Fact: var fact })
        {
            await AuditLog.WriteAsync(connection, caller, "fact.changed", $"facts/{name}", ToAudit(before), ToAudit(after(fact)), now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return outcome;
    }

    private static JsonObject? ToAudit(BusinessFact? fact) =>
        fact is null ? null : new() { ["kind"] = fact.Kind, ["value"] = fact.Value, ["description"] = fact.Description };
}
