using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Npgsql;
using PatternFunctions.Playground.Club;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Interactive;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Summary;
using PatternFunctions.Playground.Terminal;

namespace PatternFunctions.Playground;

/// <summary>From the command to the end: brings and starts everything, plays, adds up, and stays up for a person.</summary>
public sealed class PlaygroundRun(PlaygroundOptions options, Screen screen)
{
    private const int Failed = 1;

    /// <summary>At which a day takes a little more than a minute.</summary>
    private const double OrdinarySpeed = 800;

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
            return Fail($"{exception.Message} The app's log may tell why.");
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

        if (!folder.IsFirst && !options.Exit)
        {
            screen.Line($"Another Playground is running; this one keeps its data in {folder.Path}.", Look.Quiet);
        }

        var display = new SetupDisplay(screen);
        await using var supports = await Supports.StartAsync(options.Exit ? null : folder.Path, display.RunAsync, cancellationToken);
        var past = await ReadPastAsync(supports, cancellationToken);
        Sandbox? started = null;
        await display.RunAsync("App", async _ =>
        {
            started = await StartAppAsync(supports, past, script, folder, cancellationToken);
            return $"{started.Address} (its log: {Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.LogFile)})";
        });
        await using var sandbox = started!;
        await display.RunAsync("OpenPhone", _ => Task.FromResult($"simulated at {sandbox.OpenPhone.BaseUrl}"));

        if (!options.Exit)
        {
            await display.RunAsync("Console", async _ => $"{await sandbox.CreateConsoleLinkAsync(cancellationToken)} (signs you in, once)");
        }

        var people = new People(sandbox.OpenPhone.Workspace, script.Names);
        await people.AddKnownAsync(sandbox.Psql, cancellationToken);
        var time = await PassageOfTime.BeginAsync(sandbox, cancellationToken);
        using var feed = await StoryFeed.StartAsync(sandbox, people, screen, cancellationToken);
        var addsUp = !past.IsEmpty || await PlayAsync(sandbox, time, script, people, feed, cancellationToken);
        if (options.Exit)
        {
            return addsUp ? 0 : Failed;
        }

        await new Prompt(
            sandbox, time, people, feed, screen, supports.Database, first: past.IsEmpty && options.Script is null ? ClubDay.MondayMorning : []).RunAsync(cancellationToken);
        screen.Line("Stopped. Nothing is left running.", Look.Quiet);
        return 0;
    }

    /// <returns>Whether it adds up.</returns>
    private async Task<bool> PlayAsync(
        Sandbox sandbox, PassageOfTime time, Script script, People people, StoryFeed feed, CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Line("Out of the box it is switched off: a text is acknowledged, and nothing happens.", Look.Admin);
        screen.Line();
        await new ScriptPlayer(sandbox, time, script, people, feed, screen)
            .PlayAsync(options.Speed ?? (options.Exit ? null : OrdinarySpeed), cancellationToken);
        var summary = await DaySummary.ReadAsync(sandbox, script, cancellationToken);
        await SummaryView.ShowAsync(screen, new AdminSql(sandbox.Psql), summary, cancellationToken);
        return summary.AddsUp;
    }

    private async Task<Past> ReadPastAsync(Supports supports, CancellationToken cancellationToken)
    {
        var past = await GuardAsync(() => Past.ReadAsync(supports.Database, cancellationToken));
        if (past.IsEmpty)
        {
            return past;
        }

        if (options.Exit || options.Script is not null)
        {
            throw new SetupException(Supports.GivenDatabase is null
                ? "An earlier run is kept here, and a script is played in an empty database: add --reset."
                : "The database of Database__ConnectionString is not empty, and a script is played in an empty one.");
        }

        screen.Line();
        screen.Line("An earlier run is kept here, with what it learned: --reset begins anew.", Look.Careful);
        return past;
    }

    private Script ReadScript()
    {
        if (options.Script is not { } file)
        {
            return Script.OfClubDay();
        }

        try
        {
            var export = MessageExport.Read(File.ReadAllBytes(file.FullName));
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

    private Task<Sandbox> StartAppAsync(Supports supports, Past past, Script script, WorkFolder folder, CancellationToken cancellationToken) =>
        GuardAsync(() => Sandbox.StartAsync(
            new SandboxOptions
            {
                Database = supports.Database,
                Storage = supports.Storage,
                LogFile = folder.LogFile,
                Start = past.Latest?.AddMinutes(1) ?? script.Start,
                // Other ids than before: a message with a known id would be taken for a repeated one.
                Seed = past.IsEmpty ? options.Seed : options.Seed + (int)(past.Latest!.Value.ToUnixTimeSeconds() % 1_000_000_000),
                Lines = [.. script.OwnNumbers.Select((number, index) => new PhoneLine(LineId(number), number, string.Create(CultureInfo.InvariantCulture, $"Line {index + 1}")))],
            },
            cancellationToken));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
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

    private int Fail(string message)
    {
        screen.Line();
        screen.Line(message, Look.Bad);
        return Failed;
    }
}
