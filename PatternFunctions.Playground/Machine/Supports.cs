namespace PatternFunctions.Playground.Machine;

/// <summary>The database and the storage account that the app stands on: those that were given, else servers of our own.</summary>
public sealed class Supports : IAsyncDisposable
{
    private const string DatabaseName = "patterns";

    private readonly List<IAsyncDisposable> servers = [];

    private Supports()
    {
    }

    public string Database { get; private set; } = "";

    public string Storage { get; private set; } = "";

    public static string? GivenDatabase => Given("Database__ConnectionString");

    public static string? GivenStorage => Given("AzureWebJobsStorage");

    /// <param name="folder">Where to keep the data; null for nowhere.</param>
    /// <param name="show">Runs a step and shows how it goes on: its name, the step, and what to say at its end.</param>
    public static async Task<Supports> StartAsync(
        string? folder, Func<string, Func<IProgress<SetupStep>, Task<string>>, Task> show, CancellationToken cancellationToken)
    {
        var supports = new Supports();
        try
        {
            var tools = "";
            if (GivenDatabase is null || GivenStorage is null)
            {
                await show("Tools", async progress => tools = await NodeTools.EnsureAsync(progress, cancellationToken));
            }

            await show("Azurite", _ => supports.StartStorageAsync(tools, folder, cancellationToken));
            await show("PostgreSQL", _ => supports.StartDatabaseAsync(tools, folder, cancellationToken));
            return supports;
        }
        catch
        {
            await supports.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<string> StartStorageAsync(string tools, string? folder, CancellationToken cancellationToken)
    {
        if (GivenStorage is { } given)
        {
            Storage = given;
            return "the storage account of AzureWebJobsStorage";
        }

        var azurite = await Azurite.StartAsync(
            tools, new AzuriteOptions { Folder = folder is null ? null : Path.Combine(folder, "azurite") }, cancellationToken);
        servers.Add(azurite);
        Storage = azurite.ConnectionString();
        return "queues and blobs on this machine";
    }

    private async Task<string> StartDatabaseAsync(string tools, string? folder, CancellationToken cancellationToken)
    {
        if (GivenDatabase is { } given)
        {
            Database = given;
            return "the database of Database__ConnectionString";
        }

        var postgres = await Postgres.StartAsync(
            tools, new PostgresOptions { Folder = folder is null ? null : Path.Combine(folder, "postgres") }, cancellationToken);
        servers.Add(postgres);
        Database = await postgres.EnsureDatabaseAsync(DatabaseName, cancellationToken);
        return "a database on this machine";
    }

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
