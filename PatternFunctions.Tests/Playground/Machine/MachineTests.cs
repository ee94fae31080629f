using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Queues;
using Npgsql;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Playground.Machine;

public sealed class MachineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patternfunctions with spaces ").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_run_at_the_same_time_and_leave_nothing()
    {
        var tools = await TestMachine.Tools;
        var servers = await Task.WhenAll(
            Azurite.StartAsync(tools, new AzuriteOptions(), CancellationToken.None),
            Azurite.StartAsync(tools, new AzuriteOptions { Accounts = ["second"] }, CancellationToken.None));

        await new QueueClient(servers[0].ConnectionString(), "queue").CreateAsync();
        await new QueueClient(servers[1].ConnectionString("second"), "queue").CreateAsync();

        Assert.False((await new QueueClient(servers[1].ConnectionString(), "queue").ExistsAsync()).Value);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
            Assert.False(Directory.Exists(server.Folder));
        }
    }

    [Fact]
    public async Task Messages_survive_a_restart_where_a_folder_is_given()
    {
        var tools = await TestMachine.Tools;
        var options = new AzuriteOptions { Folder = Path.Combine(folder, "storage") };
        await using (var first = await Azurite.StartAsync(tools, options, CancellationToken.None))
        {
            var queue = new QueueClient(first.ConnectionString(), "queue");
            await queue.CreateAsync();
            await queue.SendMessageAsync("kept");
        }

        await using var second = await Azurite.StartAsync(tools, options, CancellationToken.None);

        var message = await new QueueClient(second.ConnectionString(), "queue").ReceiveMessageAsync();
        Assert.Equal("kept", message.Value.MessageText);
    }

    [Fact]
    public async Task Rows_survive_a_restart_where_a_folder_is_given()
    {
        var tools = await TestMachine.Tools;
        var options = new PostgresOptions { Folder = Path.Combine(folder, "database") };
        await using (var first = await Postgres.StartAsync(tools, options, CancellationToken.None))
        {
            await QueryAsync(await first.EnsureDatabaseAsync("day", CancellationToken.None), "CREATE TABLE kept AS SELECT 7 AS number");
        }

        await using var second = await Postgres.StartAsync(tools, options, CancellationToken.None);

        Assert.Equal(7, await QueryAsync(await second.EnsureDatabaseAsync("day", CancellationToken.None), "SELECT number FROM kept"));
    }

    [Fact]
    public async Task A_server_goes_with_its_parent_even_if_the_parent_is_killed()
    {
        var serverFolder = Directory.CreateDirectory(Path.Combine(folder, "server")).FullName;
        var guard = Path.Combine(AppContext.BaseDirectory, "Machine", "guard.mjs");
        const string ParentScript = """
            const [guard, folder] = process.argv.slice(1);
            const server = `require('fs').writeFileSync(process.argv[1] + '/pid', String(process.pid)); setInterval(() => {}, 1000)`;
            require('child_process').spawn('node', [guard, 'postgres', folder, 'remove', 'node', '-e', server, folder], { stdio: 'pipe' });
            setInterval(() => {}, 1000);
            """;
        using var parent = Process.Start(new ProcessStartInfo("node", ["-e", ParentScript, guard, serverFolder]))!;
        var pidFile = Path.Combine(serverFolder, "pid");
        await Eventually.HoldsAsync(() => File.Exists(pidFile) && File.ReadAllText(pidFile).Length > 0);
        using var server = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pidFile), CultureInfo.InvariantCulture));

        parent.Kill();

        await server.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => !Directory.Exists(serverFolder));
    }

    [Fact]
    public async Task As_root_either_way_to_another_user_serves()
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return; // Only root needs another user.
        }

        foreach (var user in new[] { UnprivilegedUser.Mapped, UnprivilegedUser.Nobody })
        {
            if (await user.WorksAsync(CancellationToken.None))
            {
                await using var server = await Postgres.StartAsync(
                    await TestMachine.Tools, new PostgresOptions(), user, CancellationToken.None);
                Assert.Equal(1, await QueryAsync(server.ConnectionString(), "SELECT 1"));
            }
        }
    }

    private static async Task<object?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
