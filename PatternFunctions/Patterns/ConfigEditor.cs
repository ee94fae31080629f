using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The settings for people: what they are, what another value would do to the patterns, and the change itself.</summary>
public sealed class ConfigEditor(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public async Task<ConfigState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return StateOf(await ReadRowsAsync(connection, forUpdate: false, cancellationToken));
    }

    public async Task<ConfigOutcome> ChangeAsync(
        ChangeConfigRequest request, bool isPreview, string? ifMatch, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (texts, errors) = ConfigTexts.Read(request.Values!);
        if (errors.Count > 0)
        {
            return new ConfigOutcome.NotValid(errors);
        }

        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await ReadRowsAsync(connection, forUpdate: !isPreview, cancellationToken);
        var current = StateOf(rows);
        if (ifMatch is not null && ifMatch != current.ETag)
        {
            return new ConfigOutcome.Changed();
        }

        var before = ConfigOf(rows);
        var changed = Apply(rows, texts, caller, now);
        var after = ConfigOf(changed);
        if (after.Problems.Where(problem => !before.Problems.Contains(problem)).ToList() is { Count: > 0 } problems)
        {
            return new ConfigOutcome.NotValid(problems.ToDictionary(problem => problem.Key, problem => new string?[] { problem.Reason }));
        }

        var effect = ConfigEffects.Of(await PatternReader.ListAsync(connection, cancellationToken), before, after, now);
        if (!isPreview)
        {
            await WriteAsync(connection, rows, [.. changed.Except(rows)], request.Reason, caller, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new ConfigOutcome.Done(new ConfigChange(isPreview, StateOf(changed), effect));
    }

    private static List<Row> Apply(List<Row> rows, Dictionary<string, string> texts, Caller caller, DateTimeOffset now) =>
    [
        .. rows.Select(row => texts.TryGetValue(row.Key, out var text) && text != row.Value ? new Row(row.Key, text, now, caller.Name) : row),
        .. texts.Where(entry => !rows.Exists(row => row.Key == entry.Key)).Select(entry => new Row(entry.Key, entry.Value, now, caller.Name)),
    ];

    private static Task<List<Row>> ReadRowsAsync(NpgsqlConnection connection, bool forUpdate, CancellationToken cancellationToken) =>
        connection.Command($"""
            SELECT config_key, config_value, updated_at, updated_by
            FROM pattern_learning_config
            ORDER BY config_key
            {(forUpdate ? "FOR UPDATE" : "")}
            """).ListAsync(
            reader => new Row(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3)), cancellationToken);

    private static async Task WriteAsync(
        NpgsqlConnection connection, List<Row> before, IReadOnlyList<Row> changed, string? reason, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var row in changed)
        {
            var definition = ConfigDefinitions.Find(row.Key)!;
            await connection.Command("""
                INSERT INTO pattern_learning_config (config_key, config_value, value_type, min_value, max_value, description, updated_at, updated_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (config_key) DO UPDATE
                SET config_value = EXCLUDED.config_value, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
                """, row.Key, row.Value, TypeName(definition), definition.Min, definition.Max, definition.Description, now, caller.Name)
                .ExecuteAsync(cancellationToken);
        }

        foreach (var row in changed)
        {
            var old = before.Find(former => former.Key == row.Key)?.Value;
            await AuditLog.WriteAsync(
                connection, caller, "config.changed", $"config/{row.Key}", old is null ? null : new() { ["value"] = old },
                reason is null ? new() { ["value"] = row.Value } : new() { ["value"] = row.Value, ["reason"] = reason }, now, cancellationToken);
        }
    }

    private static LearningConfig ConfigOf(IEnumerable<Row> rows) =>
        LearningConfig.From(rows.ToDictionary(row => row.Key, row => (string?)row.Value, StringComparer.Ordinal));

    private static ConfigState StateOf(List<Row> rows)
    {
        var problems = ConfigOf(rows).Problems.ToLookup(problem => problem.Key);
        return new ConfigState([.. from definition in ConfigDefinitions.All
            let row = rows.Find(row => row.Key == definition.Key)
            select new ConfigSetting
            {
                Key = definition.Key,
                Value = row?.Value ?? definition.Default,
                Type = TypeName(definition),
                Default = definition.Default,
                Min = definition.Min,
                Max = definition.Max,
                Description = definition.Description,
                Problem = problems[definition.Key].Select(problem => $"{problem.Reason} In use: {problem.Used}.").FirstOrDefault(),
                UpdatedAt = row?.UpdatedAt,
                UpdatedBy = row?.UpdatedBy,
            }])
        { ETag = TagOf(rows) };
    }

    private static string TagOf(List<Row> rows) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.Key}={row.Value}")))))[..32]}\"";

    private static string TypeName(ConfigDefinition definition) => JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Type.ToString());

    private sealed record Row(string Key, string Value, DateTimeOffset UpdatedAt, string UpdatedBy);
}
