using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Summary;
using PatternFunctions.Playground.Terminal;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;
using Spectre.Console;

namespace PatternFunctions.Tests.Playground.Scenario;

/// <summary>A script, played to its end on a database and a storage account of its own.</summary>
public sealed class PlayedScript : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Script script;
    private readonly string logFile;

    private PlayedScript(TestDatabase database, Sandbox sandbox, Script script, string screen, string logFile) =>
        (this.database, Sandbox, this.script, Screen, this.logFile) = (database, sandbox, script, screen, logFile);

    public Sandbox Sandbox { get; }

    /// <summary>Everything that was shown.</summary>
    public string Screen { get; }

    public static async Task<PlayedScript> PlayAsync(Script script, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await TestDatabase.CreateAsync();
        var logFile = Path.GetTempFileName();
        var sandbox = await Sandbox.StartAsync(
            new SandboxOptions
            {
                Database = database.ConnectionString,
                Storage = (await TestStorage.CreateAsync()).ConnectionString,
                LogFile = logFile,
                Start = script.Start,
                PreferredPort = 0,
                Settings = settings ?? new Dictionary<string, string>(),
                Lines = [.. script.OwnNumbers.Select((number, index) => new PhoneLine($"PNtest{index}", number, "Line"))],
            },
            CancellationToken.None);
        var shown = new StringWriter();
        var screen = new Screen(AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(shown),
        }));
        screen.Console.Profile.Width = 200;
        var people = new People(sandbox.OpenPhone.Workspace, script.Names);
        var time = await PassageOfTime.BeginAsync(sandbox, CancellationToken.None);
        using var feed = await StoryFeed.StartAsync(sandbox, people, screen, CancellationToken.None);
        await new ScriptPlayer(sandbox, time, script, people, feed, screen).PlayAsync(speed: null, CancellationToken.None);
        return new PlayedScript(database, sandbox, script, shown.ToString(), logFile);
    }

    public Task<DaySummary> SummariseAsync() => DaySummary.ReadAsync(Sandbox, script, CancellationToken.None);

    public Task<List<T>> ListAsync<T>(string sql, params object?[] values) =>
        Sandbox.Psql.Command(sql, values).ListAsync(reader => reader.GetFieldValue<T>(0), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await database.DisposeAsync();
        File.Delete(logFile);
    }
}
