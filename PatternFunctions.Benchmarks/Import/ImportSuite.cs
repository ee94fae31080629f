using System.Diagnostics;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Imports;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Import;

/// <summary>
/// What a long history costs to bring in: the rate beside a bare COPY of the same rows into a table with the same
/// indexes, in the same run; the memory; and how true the progress bar is.
/// </summary>
internal static class ImportSuite
{
    private const int Messages = 1_000_000;
    private const double LargestMegabytes = 400;

    /// <param name="messages">How many, as a number; null for a million.</param>
    /// <param name="report">Takes the results.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(string? messages, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var count = messages is null ? Messages : int.Parse(messages, System.Globalization.CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("patternfunctions-import-").FullName;
        try
        {
            var file = Path.Combine(folder, "export_messages.csv");
            await GeneratedExport.WriteAsync(file, count, TimeProvider.System.GetUtcNow().AddDays(-310), cancellationToken);
            report.Add("file", new FileInfo(file).Length / 1e6, "MB");
            var tools = await NodeTools.EnsureAsync(progress: null, cancellationToken);
            await using var postgres = await Postgres.StartAsync(tools, new PostgresOptions(), cancellationToken);
            await using var azurite = await Azurite.StartAsync(tools, new AzuriteOptions(), cancellationToken);
            await using var data = NpgsqlDataSource.Create(postgres.ConnectionString());
            await using var host = await ImportHost.StartAsync(postgres.ConnectionString(), azurite.ConnectionString(), cancellationToken);
            await ImportAsync(host.Desk, file, report, cancellationToken);
            report.Add("memory/peak", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB", LargestMegabytes);
            var bare = await CopyBarelyAsync(data, Path.Combine(folder, "rows"), cancellationToken);
            report.Add("bare COPY/rate", count / bare.TotalSeconds, "rows/s");
            report.Add("loading/rate", report.Find("loading/rows")!.Value / report.Find("loading/time")!.Value, "rows/s", count / bare.TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ImportAsync(ImportDesk desk, string file, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var upload = Stopwatch.StartNew();
        await using var content = File.OpenRead(file);
        var started = ((ImportOutcome.Done)await desk.StartAsync(content, new ImportQuery(), Caller.Schedule, cancellationToken)).State;
        report.Add("upload", content.Length / upload.Elapsed.TotalSeconds / 1e6, "MB/s");
        List<(double At, double SecondsLeft)> promises = [];
        var largest = 0L;
        var phase = (Name: started.Phase, Since: Stopwatch.StartNew());
        for (var state = started; state.Status is "running"; await Task.Delay(200, cancellationToken), state = (await desk.FindAsync(started.Id, cancellationToken))!)
        {
            if (state.LastFailure is { } failure)
            {
                throw new InvalidOperationException($"The import fails: {failure}.");
            }

            largest = Math.Max(largest, Environment.WorkingSet);
            if (state.Phase != phase.Name)
            {
                report.Add($"{phase.Name}/memory", largest / 1e6, "MB", LargestMegabytes);
                largest = 0;
                report.Add($"{phase.Name}/time", phase.Since.Elapsed.TotalSeconds, "s");
                Judge(report, phase.Name, promises, phase.Since.Elapsed.TotalSeconds);
                report.Add($"{phase.Name}/rows", state.RowsRead, "rows");
                promises.Clear();
                phase = (state.Phase, Stopwatch.StartNew());
            }
            else if (state is { SecondsLeft: { } left, Progress: > 0.1 })
            {
                promises.Add((phase.Since.Elapsed.TotalSeconds, left));
            }
        }

        report.Add($"{phase.Name}/memory", largest / 1e6, "MB", LargestMegabytes);
        report.Add($"{phase.Name}/time", phase.Since.Elapsed.TotalSeconds, "s");
        Judge(report, phase.Name, promises, phase.Since.Elapsed.TotalSeconds);
    }

    /// <summary>How far the promised ends lay from the real one, of the phase's whole time.</summary>
    private static void Judge(BenchmarkReport report, string phase, List<(double At, double SecondsLeft)> promises, double total)
    {
        if (promises.Count > 0)
        {
            report.Add($"{phase}/progress off by", promises.Average(promise => Math.Abs(promise.At + promise.SecondsLeft - total)) / total * 100, "%");
        }
    }

    private static async Task<TimeSpan> CopyBarelyAsync(NpgsqlDataSource data, string file, CancellationToken cancellationToken)
    {
        await using var connection = await data.OpenConnectionAsync(cancellationToken);
        await using (var rows = File.Create(file))
        await using (var export = await connection.BeginRawBinaryCopyAsync("COPY conversation_messages TO STDOUT (FORMAT BINARY)", cancellationToken))
        {
            await export.CopyToAsync(rows, cancellationToken);
        }

        await connection.Command("CREATE TABLE bare (LIKE conversation_messages INCLUDING ALL)").ExecuteAsync(cancellationToken);
        var watch = Stopwatch.StartNew();
        await using (var rows = File.OpenRead(file))
        await using (var import = await connection.BeginRawBinaryCopyAsync("COPY bare FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            await rows.CopyToAsync(import, cancellationToken);
        }

        return watch.Elapsed;
    }
}
