using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Interactive;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Terminal;
using PatternFunctions.Tests.Support;
using Spectre.Console;

namespace PatternFunctions.Tests.Playground.Interactive;

public sealed class HistoryImportTests
{
    [Fact]
    public async Task A_terminal_shows_each_phase_with_its_bar_to_the_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (logFile, export) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(export, """
            id,conversationId,body,sentAt,to,from,direction,createdAt
            AC1,CN1,Is there parking?,2026-03-01T10:00:00.000Z,+15555550100,+15555550161,incoming,2026-03-01T10:00:00.000Z
            AC2,CN1,Parking is free behind the building.,2026-03-01T10:01:00.000Z,+15555550161,+15555550100,outgoing,2026-03-01T10:01:00.000Z
            """);
        await using var sandbox = await Sandbox.StartAsync(
            new SandboxOptions
            {
                Database = database.ConnectionString,
                Storage = (await TestStorage.CreateAsync()).ConnectionString,
                LogFile = logFile,
                Start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
                PreferredPort = 0,
                Settings = new Dictionary<string, string>(),
                Lines = [new PhoneLine("PNtest", "+15555550100", "Line")],
            },
            CancellationToken.None);
        var shown = new StringWriter();
        var screen = new Screen(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(shown) }));

        var problem = await new HistoryImport(sandbox, screen).RunAsync(export, CancellationToken.None);

        Assert.Null(problem);
        Assert.Contains("2 of 2 rows are new", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("100%", shown.ToString(), StringComparison.Ordinal);
        File.Delete(export);
        File.Delete(logFile);
    }
}
