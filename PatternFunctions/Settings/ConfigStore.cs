using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Settings;

/// <summary>
/// Reads <c>pattern_learning_config</c> afresh for each piece of work, so that a change by plain SQL holds for the very
/// next one.
/// </summary>
public sealed class ConfigStore(NpgsqlDataSource dataSource)
{
    private const string Select = "SELECT config_key, config_value FROM pattern_learning_config";

    public Task<LearningConfig> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(dataSource.Command(Select), cancellationToken);

    /// <summary>As the connection's transaction sees it: what is decided and what is written rest on the same values.</summary>
    public static Task<LearningConfig> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(connection.Command(Select), cancellationToken);

    private static async Task<LearningConfig> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var rows = await command.ListAsync(
            reader => KeyValuePair.Create(reader.GetString(0), reader.Nullable<string>(1)), cancellationToken);
        return LearningConfig.From(new Dictionary<string, string?>(rows, StringComparer.Ordinal));
    }
}
