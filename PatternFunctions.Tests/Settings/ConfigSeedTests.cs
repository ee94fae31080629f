using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Settings;

public sealed class ConfigSeedTests
{
    [Fact]
    public async Task A_new_database_holds_every_key_with_its_default_type_range_and_meaning()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance)
            .RunAsync(CancellationToken.None);

        var rows = await dataSource.Command("""
            SELECT config_key, config_value, value_type, min_value, max_value, description
            FROM pattern_learning_config
            """).ListAsync(
            reader => (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Nullable<decimal?>(3), reader.Nullable<decimal?>(4), reader.GetString(5)),
            CancellationToken.None);

        var defined = ConfigDefinitions.All.Select(definition => (
            definition.Key, definition.Default, JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Type.ToString()),
            definition.Min, definition.Max, definition.Description));
        Assert.Equal(defined.Order(), rows.Order());
        Assert.Empty((await new ConfigStore(dataSource).ReadAsync(CancellationToken.None)).Problems);
    }
}
