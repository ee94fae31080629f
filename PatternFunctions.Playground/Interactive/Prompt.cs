using System.Globalization;
using Npgsql;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.Terminal;
using Spectre.Console;

namespace PatternFunctions.Playground.Interactive;

/// <summary>The system stays up: a person texts as a customer, answers as an operator, and sees what comes of it.</summary>
/// <param name="first">Who texts as soon as the person is there, so that something waits in the console.</param>
internal sealed class Prompt(
    Sandbox sandbox, PassageOfTime time, People people, StoryFeed feed, Screen screen, string database, IReadOnlyList<(string Name, string Text)> first)
{
    private const string SeeLearning = "UPDATE pattern_learning_config SET config_value = '10' WHERE config_key = 'answer_window_seconds';";
    private const string ShowPatterns = "SELECT id, pattern_type AS type, trigger_text AS question, confidence_score AS confidence, success_count AS approved, is_active AS active, auto_executable AS auto FROM decision_patterns WHERE deleted_at IS NULL ORDER BY confidence_score DESC, id;";

    private static readonly TimeSpan newsInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan morning = TimeSpan.FromHours(9);

    private readonly FrontDesk desk = new(sandbox);
    private readonly AdminSql admin = new(sandbox.Psql);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WakeUpAsync(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(ending.Token);
        try
        {
            await foreach (var line in CommandLines.ReadAsync(screen, cancellationToken))
            {
                if (!await TryDoAsync(line.Trim(), cancellationToken))
                {
                    break;
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }
    }

    private async Task WakeUpAsync(CancellationToken cancellationToken)
    {
        var now = sandbox.Clock.GetUtcNow();
        if (now.TimeOfDay < morning)
        {
            await time.UntilAsync(new DateTimeOffset(now.Date, TimeSpan.Zero) + morning, cancellationToken);
        }

        sandbox.Clock.Start();
        screen.Line();
        screen.Write(new Rule("[bold]Now you[/]").LeftJustified().RuleStyle(Look.Quiet));
        screen.Line();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"It is {sandbox.Clock.GetUtcNow():dddd, HH:mm} UTC, and the clock runs as yours does. So that you see it learn, an answer is complete after 10 s instead of 300:"));
        SqlView.Show(screen, await admin.RunAsync(SeeLearning, cancellationToken));
        var switches = await admin.RunAsync("SELECT config_key, config_value FROM pattern_learning_config WHERE config_key IN ('enabled', 'shadow_mode')", cancellationToken);
        screen.Line($"The switches: {string.Join(", ", switches.Rows.Select(row => $"{row[0]} {row[1]}"))}.", Look.Quiet);
        await ShowHelpAsync(cancellationToken);
        if (first.Count > 0)
        {
            screen.Line($"{string.Join(", ", first.Select(text => text.Name))} have just written. They wait for you in the console.", Look.Admin);
        }

        foreach (var (name, text) in first)
        {
            CustomerTexts($"{name} {text}");
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await feed.ShowNewsAsync(cancellationToken);
                await Task.Delay(newsInterval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <returns>False when that was enough.</returns>
    private async Task<bool> TryDoAsync(string line, CancellationToken cancellationToken)
    {
        if (line is "quit" or "exit" or "q!")
        {
            return false;
        }

        try
        {
            if (line.Length > 0 && await DoAsync(line, cancellationToken) is { } problem)
            {
                screen.Line(problem, Look.Careful);
            }
            else if (Console.IsInputRedirected)
            {
                // The next line of a pipe would come before anything has come of this one.
                await time.RestAsync(cancellationToken);
            }

            await feed.ShowNewsAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or HttpRequestException or TimeoutException)
        {
            screen.Line(PlainText.Of(failure.Message), Look.Bad);
        }

        return true;
    }

    /// <returns>What was wrong with the line; null if it is done.</returns>
    private async Task<string?> DoAsync(string line, CancellationToken cancellationToken)
    {
        var (verb, rest) = Split(line);
        switch (verb.ToUpperInvariant())
        {
            case "C" or "CUSTOMER":
                return CustomerTexts(rest);
            case "O" or "OPERATOR":
                return OperatorTexts(rest);
            case "Q" or "QUEUE":
                return await ShowQueueAsync(cancellationToken);
            case "A" or "APPROVE":
                return long.TryParse(rest, out var approved) ? await desk.ApproveAsync(approved, cancellationToken) : "Which? Such as: a 3";
            case "M" or "MODIFY":
                return Split(rest) is var (number, text) && long.TryParse(number, out var modified) && text.Length > 0
                    ? await desk.ModifyAsync(modified, text, cancellationToken)
                    : "Which, and to what? Such as: m 3 We close at 9 pm.";
            case "R" or "REJECT":
                return Split(rest) is var (item, reason) && long.TryParse(item, out var rejected)
                    ? await desk.RejectAsync(rejected, reason.Length > 0 ? reason : null, cancellationToken)
                    : "Which? Such as: r 3 We close early today";
            case "T" or "TIME":
                return await LetPassAsync(rest, cancellationToken);
            case "I" or "IMPORT":
                return await new HistoryImport(sandbox, screen).RunAsync(rest, cancellationToken);
            case "P" or "PATTERNS":
                SqlView.Show(screen, await admin.RunAsync(ShowPatterns, cancellationToken));
                return null;
            case "SQL" when rest.Length == 0:
                screen.Line(database);
                return null;
            case "SQL":
                SqlView.Show(screen, await admin.RunAsync(rest, cancellationToken));
                return null;
            case "H" or "HELP" or "?":
                await ShowHelpAsync(cancellationToken);
                return null;
            default:
                return $"There is no “{PlainText.Of(verb)}”: help lists what there is.";
        }
    }

    private string? CustomerTexts(string rest)
    {
        var (name, text) = Split(rest);
        if (text.Length == 0)
        {
            return "Who, and what? Such as: c Maya What time do you close tonight?";
        }

        if (people.FindCustomer(name) is { } phone)
        {
            sandbox.OpenPhone.CustomerTexts(phone, text);
            return null;
        }

        phone = people.AddCustomer(name);
        sandbox.OpenPhone.UpdateContact(phone, name, "");
        screen.Line($"{PlainText.Of(name)} is new here, at {phone}.", Look.Quiet);
        sandbox.OpenPhone.CustomerTexts(phone, text);
        return null;
    }

    private string? OperatorTexts(string rest)
    {
        var (name, text) = Split(rest);
        if (text.Length == 0)
        {
            return "To whom, and what? Such as: o Maya We close at 10 pm.";
        }

        if (people.FindCustomer(name) is not { } phone)
        {
            return $"Nobody here is called {PlainText.Of(name)}.";
        }

        sandbox.OpenPhone.OperatorTexts(phone, text, people.Operator.Id);
        return null;
    }

    private async Task<string?> ShowQueueAsync(CancellationToken cancellationToken)
    {
        var items = await desk.ListPendingAsync(cancellationToken);
        foreach (var item in items)
        {
            screen.Note(string.Create(CultureInfo.InvariantCulture, $"proposal {item.Id}"), Look.Careful, item.CustomerMessage, Look.Customer);
            screen.Note("", Look.Quiet, item.ProposedResponse ?? "(no answer known: reject it, or answer with o)", Look.Words);
        }

        return items.Count == 0 ? "Nothing waits for an operator." : null;
    }

    private async Task<string?> LetPassAsync(string text, CancellationToken cancellationToken)
    {
        if (Duration.Parse(text) is not { } duration)
        {
            return "How long? Such as: t 30s, t 10m, t 2h, t 1d";
        }

        await time.UntilAsync(sandbox.Clock.GetUtcNow() + duration, cancellationToken);
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"It is {sandbox.Clock.GetUtcNow():dddd yyyy-MM-dd, HH:mm} UTC."), Look.Quiet);
        return null;
    }

    private async Task ShowHelpAsync(CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Write(Commands.Table());
        screen.Line();
        screen.Line($"The console, in your browser: {await sandbox.CreateConsoleLinkAsync(cancellationToken)}", Look.Person);
        screen.Line($"The app's API: curl -H \"Authorization: Bearer {sandbox.OperatorKey}\" {sandbox.Address}api/queue", Look.Quiet);
        screen.Line();
    }

    private static (string Word, string After) Split(string line) =>
        line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var first, var rest] => (first, rest),
            [var first] => (first, ""),
            _ => ("", ""),
        };
}
