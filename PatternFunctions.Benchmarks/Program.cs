using PatternFunctions.Benchmarks;
using PatternFunctions.Benchmarks.Decay;
using PatternFunctions.Benchmarks.Import;
using PatternFunctions.Benchmarks.Ingest;
using PatternFunctions.Benchmarks.Matching;
using PatternFunctions.Benchmarks.WebConsole;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

if (BenchmarkArguments.Read(args) is not { } arguments)
{
    Console.Error.WriteLine("""
        Usage: PatternFunctions.Benchmarks SUITE [--data PATH] [--json FILE]
          console pages at 10,000 patterns, beside the same SQL alone; their weight.
          decay   a night's decay of up to 1,000,000 patterns, beside a bare UPDATE of the same rows.
          import  a history of 1,000,000 messages, or as many as --data says: rate beside a bare COPY, and memory.
          ingest  rate and latency of the webhook, and the cost of verification and parsing.
          match   accuracy, coverage and speed of matching. PATH: a CSV file with a header, then text,label rows;
                  or a folder with train.csv and test.csv; or a folder of such folders. Without it: speed alone.
        """);
    return 2;
}

var report = new BenchmarkReport(arguments.Suite);
await (arguments.Suite switch
{
    "console" => ConsoleSuite.RunAsync(report, stop.Token),
    "decay" => DecaySuite.RunAsync(report, stop.Token),
    "import" => ImportSuite.RunAsync(arguments.Data, report, stop.Token),
    "ingest" => IngestSuite.RunAsync(report, stop.Token),
    _ => MatchSuite.RunAsync(arguments.Data, report, stop.Token),
});
await report.FinishAsync(arguments.Json, stop.Token);
return 0;
