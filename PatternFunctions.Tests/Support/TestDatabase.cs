using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Support;

/// <summary>An empty database of its own for a test class; gone when disposed of.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> template = new(MigrateTemplateAsync);

    private readonly string server;
    private readonly string name;

    private TestDatabase(string server, string name) =>
        (this.server, this.name, ConnectionString) = (server, name, Connect(server, name));

    public string ConnectionString { get; }

    private static string? GivenServer => Environment.GetEnvironmentVariable("Database__ConnectionString") is { Length: > 0 } given ? given : null;

    /// <summary>On the server that <c>Database__ConnectionString</c> names, else on one of our own.</summary>
    public static async Task<TestDatabase> CreateAsync() => await CreateAsync(from: "template1");

    /// <summary>
    /// With the schema in it, copied: on our own server that is several times as fast as migrating. On a given one, which
    /// keeps no template of ours, it is empty, and whoever starts on it migrates as ever.
    /// </summary>
    public static async Task<TestDatabase> CreateMigratedAsync() => await CreateAsync(GivenServer is null ? await template.Value : "template1");

    private static async Task<TestDatabase> CreateAsync(string from)
    {
        var server = GivenServer ?? (await TestMachine.Postgres).ConnectionString();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():N}");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {from}");
        return new TestDatabase(server, name);
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        const string Name = "migrated";
        var postgres = await TestMachine.Postgres;
        // Without a pool: a database that somebody is connected to cannot be copied.
        var address = new NpgsqlConnectionStringBuilder(await postgres.EnsureDatabaseAsync(Name, CancellationToken.None))
        {
            Pooling = false,
            // As the app's own connections have it: else the settings that migrations add count as a hand's.
            Options = "-c patterns.writer=app",
        };
        await using var dataSource = NpgsqlDataSource.Create(address);
        await new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        return Name;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");

    private static string Connect(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
