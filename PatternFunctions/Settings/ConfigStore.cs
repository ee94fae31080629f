using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Settings;

/// <summary>
/// Reads <c>pattern_learning_config</c> and <c>business_facts</c> afresh for each piece of work, so that a change by plain SQL holds for the very
/// next one.
/// </summary>
public sealed class ConfigStore(NpgsqlDataSource dataSource)
{
    /// <summary>Read afresh each time, but sent and parsed only when it has changed.</summary>
    private static volatile Parsed? latest;

    /// <summary>In one statement: a template and the facts that fill it are of one moment. Just the revision, if it is the reader's.</summary>
    private const string Select = """
        SELECT r.revision, s.key, s.value, s.kind, s.description
        FROM config_revision r
        LEFT JOIN LATERAL (
            SELECT config_key, config_value, NULL, NULL
            FROM pattern_learning_config
            WHERE r.revision <> $1
            UNION ALL
            SELECT name, value, kind, description
            FROM business_facts
            WHERE r.revision <> $1
        ) AS s (key, value, kind, description) ON true
        """;

    public Task<LearningConfig> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(known => dataSource.Command(Select, known), cancellationToken);

    /// <summary>As the connection's transaction sees it: what is decided and what is written rest on the same values.</summary>
    public static Task<LearningConfig> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(known => connection.Command(Select, known), cancellationToken);

    /// <summary>The same within a round trip with others.</summary>
    /// <returns>What reads it, when its turn has come.</returns>
    public static Func<NpgsqlDataReader, CancellationToken, Task<LearningConfig>> AddTo(NpgsqlBatch batch)
    {
        var known = latest;
        batch.Add(Select, known?.Revision ?? Guid.Empty);
        return async (reader, cancellationToken) => From(await reader.NextListAsync(Row.Read, cancellationToken), known);
    }

    private static async Task<LearningConfig> ReadAsync(Func<Guid, NpgsqlCommand> command, CancellationToken cancellationToken)
    {
        var known = latest;
        return From(await command(known?.Revision ?? Guid.Empty).ListAsync(Row.Read, cancellationToken), known);
    }

    private static LearningConfig From(List<Row> rows, Parsed? known)
    {
        if (rows[0].Revision != known?.Revision)
        {
            latest = known = new Parsed(rows[0].Revision, Parse(rows));
        }

        return known.Config;
    }

    private static LearningConfig Parse(List<Row> rows) =>
        LearningConfig.From(
            rows.Where(row => row is { Key: not null, Kind: null }).ToDictionary(row => row.Key!, row => row.Value, StringComparer.Ordinal),
            rows.Where(row => row.Kind is not null).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => new BusinessFact
            {
                Name = row.Key!,
                Kind = row.Kind!,
                Value = row.Value ?? "",
                Description = row.Description ?? "",
            }));

    private sealed record Parsed(Guid Revision, LearningConfig Config);

    private sealed record Row(Guid Revision, string? Key, string? Value, string? Kind, string? Description)
    {
        public static Row Read(NpgsqlDataReader reader) => new(
            reader.GetGuid(0), reader.Nullable<string>(1), reader.Nullable<string>(2), reader.Nullable<string>(3), reader.Nullable<string>(4));
    }
}
