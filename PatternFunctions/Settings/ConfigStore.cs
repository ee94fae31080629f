using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Settings;

/// <summary>
/// Reads <c>pattern_learning_config</c> and <c>business_facts</c> afresh for each piece of work, so that a change by plain SQL holds for the very
/// next one.
/// </summary>
public sealed class ConfigStore(NpgsqlDataSource dataSource)
{
    private static volatile Parsed? latest;

    /// <summary>In one statement: a template and the facts that fill it are of one moment.</summary>
    private const string Select = """
        SELECT config_key, config_value, NULL, NULL
        FROM pattern_learning_config
        UNION ALL
        SELECT name, value, kind, description
        FROM business_facts
        """;

    public Task<LearningConfig> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(dataSource.Command(Select), cancellationToken);

    /// <summary>As the connection's transaction sees it: what is decided and what is written rest on the same values.</summary>
    public static Task<LearningConfig> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(connection.Command(Select), cancellationToken);

    /// <summary>The same within a round trip with others; <see cref="NextAsync"/> reads it.</summary>
    public static void AddTo(NpgsqlBatch batch) => batch.Add(Select);

    public static async Task<LearningConfig> NextAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        From(await reader.NextListAsync(ReadRow, cancellationToken));

    private static async Task<LearningConfig> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken) =>
        From(await command.ListAsync(ReadRow, cancellationToken));

    private static (string Key, string? Value, string? Kind, string? Description) ReadRow(NpgsqlDataReader reader) =>
        (reader.GetString(0), reader.Nullable<string>(1), reader.Nullable<string>(2), reader.Nullable<string>(3));

    /// <summary>Read afresh each time, but parsed only when it has changed: the lists and phrases in it cost more than the reading.</summary>
    private static LearningConfig From(List<(string Key, string? Value, string? Kind, string? Description)> rows)
    {
        if (latest is not { } known || !known.Rows.SequenceEqual(rows))
        {
            latest = known = new Parsed(rows, Parse(rows));
        }

        return known.Config;
    }

    private static LearningConfig Parse(List<(string Key, string? Value, string? Kind, string? Description)> rows) =>
        LearningConfig.From(
            rows.Where(row => row.Kind is null).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal),
            rows.Where(row => row.Kind is not null).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => new BusinessFact
            {
                Name = row.Key,
                Kind = row.Kind!,
                Value = row.Value ?? "",
                Description = row.Description ?? "",
            }));

    private sealed record Parsed(List<(string Key, string? Value, string? Kind, string? Description)> Rows, LearningConfig Config);
}
