using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Npgsql;
using PatternFunctions.Playground.Club;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Summary;
using PatternFunctions.Playground.Terminal;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground;

/// <summary>From the command to the end: brings and starts everything, plays, adds up, and stays up for a person.</summary>
public sealed class PlaygroundRun(PlaygroundOptions options, Screen screen)
{
    private const int Failed = 1;

    /// <summary>At which a day takes about two minutes.</summary>
    private const double OrdinarySpeed = 400;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunUncaughtAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Line();
            screen.Line("Stopped. Nothing is left running.", Look.Quiet);
            return options.Exit ? Failed : 0;
        }
        catch (SetupException exception)
        {
            return Fail(exception.Message);
        }
        catch (TimeoutException exception)
        {
            return Fail(exception.Message);
        }
    }

    private async Task<int> RunUncaughtAsync(CancellationToken cancellationToken)
    {
        var script = ReadScript();
        using var folder = WorkFolder.Take(Directory.GetCurrentDirectory(), options.Reset);
        screen.Line();
        screen.Line("PatternFunctions learns from what operators text, and answers customers by itself once it may.", Look.Person);
        screen.Line("Here OpenPhone is simulated: nothing leaves this machine.", Look.Quiet);
        screen.Line();

        var display = new SetupDisplay(screen);
        await using var supports = await Supports.StartAsync(options.Exit ? null : folder.Path, display.RunAsync, cancellationToken);
        Sandbox? started = null;
        await display.RunAsync("App", async _ =>
        {
            started = await StartAppAsync(supports, script, folder, cancellationToken);
            return $"{started.Address} (its log: {Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.LogFile)})";
        });
        await using var sandbox = started!;
        await display.RunAsync("OpenPhone", _ => Task.FromResult($"simulated at {sandbox.OpenPhone.BaseUrl}"));
        return await PlayAsync(sandbox, script, supports, folder, cancellationToken);
    }

    private async Task<int> PlayAsync(Sandbox sandbox, Script script, Supports supports, WorkFolder folder, CancellationToken cancellationToken)
    {
        var people = new People(sandbox.OpenPhone.Workspace, script.Names);
        using var feed = await StoryFeed.StartAsync(sandbox, people, screen, cancellationToken);
        var addsUp = true;
        if (await IsEmptyAsync(sandbox, cancellationToken))
        {
            screen.Line();
            screen.Line("Out of the box it is switched off: the first text is acknowledged, and nothing happens.", Look.Admin);
            var watch = Stopwatch.StartNew();
            try
            {
                await new ScriptPlayer(sandbox, script, people, feed, screen)
                    .PlayAsync(options.Speed ?? (options.Exit ? null : OrdinarySpeed), cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new SetupException($"{exception.Message} See {folder.LogFile}.", exception);
            }

            var summary = await DaySummary.ReadAsync(sandbox, script, cancellationToken);
            await SummaryView.ShowAsync(screen, new AdminSql(sandbox.Psql), summary, cancellationToken);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"Played in {watch.Elapsed.TotalSeconds:0} s."), Look.Quiet);
            addsUp = summary.AddsUp;
        }
        else if (options.Exit)
        {
            throw new SetupException("The given database is not empty: the day is played in an empty one.");
        }

        _ = supports;
        return addsUp || !options.Exit ? 0 : Failed;
    }

    private Script ReadScript()
    {
        if (options.Script is not { } file)
        {
            return Script.OfClubDay();
        }

        try
        {
            var export = MessageExport.Read(File.ReadAllText(file.FullName));
            foreach (var skipped in export.Skipped)
            {
                screen.Line(string.Create(CultureInfo.InvariantCulture, $"Row {skipped.Row} is skipped: {skipped.Reason}."), Look.Careful);
            }

            return Script.OfExport(export);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{file.FullName}: {exception.Message}", exception);
        }
    }

    private async Task<Sandbox> StartAppAsync(Supports supports, Script script, WorkFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return await Sandbox.StartAsync(
                new SandboxOptions
                {
                    Database = supports.Database,
                    Storage = supports.Storage,
                    LogFile = folder.LogFile,
                    Start = script.Start,
                    Seed = options.Seed,
                    Lines = [.. script.OwnNumbers.Select((number, index) => new PhoneLine(LineId(number), number, $"Line {index + 1}"))],
                },
                cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new SetupException($"The database cannot be used: {exception.Message}", exception);
        }
        catch (RequestFailedException exception)
        {
            throw new SetupException($"The storage account cannot be used: {exception.Message}", exception);
        }
    }

    private static string LineId(string number) => $"PN{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)))[..10]}";

    private static Task<bool> IsEmptyAsync(Sandbox sandbox, CancellationToken cancellationToken) =>
        sandbox.Psql.Command("SELECT NOT EXISTS (SELECT FROM event_counts)").ScalarAsync<bool>(cancellationToken);

    private int Fail(string message)
    {
        screen.Line();
        screen.Line(message, Look.Bad);
        return Failed;
    }
}
