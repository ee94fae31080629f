using System.Globalization;
using Npgsql;

namespace PatternFunctions.Tests.Support;

/// <summary>An empty database of its own for a test class; gone when disposed of.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name;

    private TestDatabase(string server, string name) =>
        (this.server, this.name, ConnectionString) = (server, name, Connect(server, name));

    public string ConnectionString { get; }

    /// <summary>On the server that <c>Database__ConnectionString</c> names, else on one of our own.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("Database__ConnectionString") is { Length: > 0 } given
            ? given
            : (await TestMachine.Postgres).ConnectionString();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():N}");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new TestDatabase(server, name);
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
