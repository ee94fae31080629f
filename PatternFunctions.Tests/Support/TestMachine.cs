using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.Support;

/// <summary>
/// One storage emulator and one PostgreSQL for the whole run, started when first asked for. They end with this process,
/// even if it is killed, and take their files along.
/// </summary>
public static class TestMachine
{
    /// <summary>As many as there will ever be test classes that store; an unused name costs nothing.</summary>
    internal const int Accounts = 1000;

    private static readonly Lazy<Task<string>> tools = new(() => NodeTools.EnsureAsync(progress: null, CancellationToken.None));

    private static readonly Lazy<Task<Postgres>> postgres = new(async () =>
        await PatternFunctions.Playground.Machine.Postgres.StartAsync(
            await tools.Value, new PostgresOptions { MaxConnections = 300, TemporaryParent = Memory ?? Path.GetTempPath(), Vacuums = false }, CancellationToken.None));

    private static readonly Lazy<Task<Azurite>> azurite = new(async () =>
        await PatternFunctions.Playground.Machine.Azurite.StartAsync(
            await tools.Value,
            new AzuriteOptions { Accounts = [.. Enumerable.Range(0, Accounts).Select(TestStorage.NameOf)] },
            CancellationToken.None));

    /// <summary>Hundreds of databases are laid and removed, thousand files each: in memory, where there is enough of it.</summary>
    private static string? Memory =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 8L << 30 ? "/dev/shm" : null;

    public static Task<string> Tools => tools.Value;

    public static Task<Postgres> Postgres => postgres.Value;

    public static Task<Azurite> Azurite => azurite.Value;
}
