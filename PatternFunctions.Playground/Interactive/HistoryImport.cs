using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PatternFunctions.Imports;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Terminal;
using Spectre.Console;

namespace PatternFunctions.Playground.Interactive;

/// <summary>Brings a file in by the app's own API, as an admin does, and shows how far that has come.</summary>
internal sealed class HistoryImport(Sandbox sandbox, Screen screen)
{
    private static readonly TimeSpan lookInterval = TimeSpan.FromMilliseconds(200);

    /// <returns>Why not; null if it is done.</returns>
    public async Task<string?> RunAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return path.Length == 0 ? "Which file? Such as: i export_messages.csv" : $"There is no file {PlainText.Of(path)}.";
        }

        var (import, problem) = await UploadAsync(path, cancellationToken);
        if (import is null)
        {
            return problem;
        }

        import = await FollowAsync(import, cancellationToken);
        if (import is { Status: "waiting", EstimatedUsd: 0 })
        {
            // Nothing to be asked before: the built-in rules analyse for nothing.
            using var started = await sandbox.Admin.PostAsync(Address(import, "/analyse"), content: null, cancellationToken);
            import = await FollowAsync((await started.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(ImportsJson.Default.ImportState, cancellationToken))!, cancellationToken);
        }

        await TellAsync(import, cancellationToken);
        return null;
    }

    private async Task<(ImportState? Import, string? Problem)> UploadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        file.Position = 0;
        using var content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var response = await sandbox.Admin.PostAsync($"api/imports?hash={hash}", content, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync(ImportsJson.Default.ImportState, cancellationToken), null);
        }

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return (null, problem.TryGetProperty("detail", out var detail) ? PlainText.Of(detail.ToString()) : $"{(int)response.StatusCode}");
    }

    private async Task<ImportState> FollowAsync(ImportState import, CancellationToken cancellationToken)
    {
        var shown = import;
        if (!screen.IsInteractive)
        {
            await foreach (var state in WatchAsync(import, cancellationToken))
            {
                if (state.Phase != shown.Phase || state.Status is not "running")
                {
                    screen.Line($"… {ImportLine.Of(state)}", Look.Quiet);
                }

                shown = state;
            }

            return shown;
        }

        await screen.ShowMovingAsync(console => console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(ImportLine.Of(import)), maxValue: 1);
                await foreach (var state in WatchAsync(import, cancellationToken))
                {
                    if (state.Phase != shown.Phase)
                    {
                        bar.Value = 1;
                        bar = bars.AddTask(Markup.Escape(ImportLine.Of(state)), maxValue: 1);
                    }

                    bar.Description = Markup.Escape(ImportLine.Of(state));
                    bar.IsIndeterminate = state.Progress is null;
                    bar.Value = state.Status is "running" ? state.Progress ?? 0 : 1;
                    shown = state;
                }
            }));
        return shown;
    }

    /// <summary>Until nobody works on it any more.</summary>
    private async IAsyncEnumerable<ImportState> WatchAsync(
        ImportState import, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (import.Status is "running")
        {
            await Task.Delay(lookInterval, cancellationToken);
            import = (await sandbox.Admin.GetFromJsonAsync(Address(import, ""), ImportsJson.Default.ImportState, cancellationToken))!;
            yield return import;
        }

        yield return import;
    }

    private async Task TellAsync(ImportState import, CancellationToken cancellationToken)
    {
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{import.RowsAdded} of {import.RowsRead} rows are new; {import.RowsKnown} were known, {import.RowsLeftOut} lie outside the time that texts are kept, {import.RowsBad} could not be read."), Look.Words);
        foreach (var problem in import.Problems)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  line {problem.Line}: {problem.Reason}"), Look.Careful);
        }

        if (import.Source is not "messages")
        {
            return;
        }

        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{import.Pairs} answered questions in {import.Groups} groups."), Look.Words);
        screen.Line(
            import.Status is "waiting"
                ? string.Create(CultureInfo.InvariantCulture, $"To analyse them may cost {import.EstimatedUsd:0.00} US dollars: an admin starts that in the console.")
                : "What it proposes waits for you in the console:",
            Look.Learned);
        screen.Line($"{await sandbox.CreateConsoleLinkAsync(cancellationToken)}", Look.Person);
    }

    private static string Address(ImportState import, string what) => string.Create(CultureInfo.InvariantCulture, $"api/imports/{import.Id}{what}");
}
