using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Storage;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource dataSource = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        dataSource = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await dataSource.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Eight_processes_starting_at_once_migrate_an_empty_database_once()
    {
        var storage = await TestStorage.CreateAsync();
        var apps = Enumerable.Range(0, 8).Select(_ => StartApp(storage)).ToList();
        try
        {
            foreach (var app in apps)
            {
                // It says where it listens only after its migrations.
                while (await app.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Now listening", StringComparison.Ordinal))
                {
                }
            }

            Assert.All(apps, app => Assert.False(app.HasExited));
            Assert.Equal(
                Migration.Embedded().Select(migration => migration.Name),
                await dataSource.Command("SELECT name FROM schema_migrations ORDER BY name")
                    .ListAsync(reader => reader.GetString(0), CancellationToken.None));
        }
        finally
        {
            foreach (var app in apps)
            {
                app.Kill();
                await app.WaitForExitAsync();
                app.Dispose();
            }
        }
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        var runner = new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance);

        Assert.NotEmpty(await runner.RunAsync(CancellationToken.None));
        Assert.Empty(await runner.RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE schema_migrations SET hash = 'other' WHERE name LIKE '0001%'", "edited")]
    [InlineData("INSERT INTO schema_migrations (name, hash) VALUES ('9999_contract_from_the_future.sql', '')", "older")]
    public async Task A_schema_that_this_build_does_not_know_stops_it(string change, string reason)
    {
        var runner = new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance);
        await runner.RunAsync(CancellationToken.None);
        await dataSource.Command(change).ExecuteAsync(CancellationToken.None);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(CancellationToken.None));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_that_takes_nothing_away_lets_this_build_go_on()
    {
        var runner = new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance);
        await runner.RunAsync(CancellationToken.None);
        await dataSource.Command("INSERT INTO schema_migrations (name, hash) VALUES ('9999_add_something.sql', '')").ExecuteAsync(CancellationToken.None);

        Assert.Empty(await runner.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_command_migrate_does_that_alone()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PatternApp).Assembly.Location, "migrate"]) { RedirectStandardOutput = true };
        start.Environment["Database__ConnectionString"] = database.ConnectionString;
        start.Environment["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        using var command = Process.Start(start)!;
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();

        Assert.Equal(0, command.ExitCode);
        Assert.Empty(await new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None));
    }

    private Process StartApp(TestStorage storage)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PatternApp).Assembly.Location, "--port", "0"]) { RedirectStandardOutput = true };
        start.Environment["Database__ConnectionString"] = database.ConnectionString;
        start.Environment["AzureWebJobsStorage"] = storage.ConnectionString;
        start.Environment["OpenPhone__ApiKey"] = "none";
        start.Environment["OpenPhone__WebhookSigningKeys__0"] = TestApp.SigningKey;
        return Process.Start(start)!;
    }
}
