using PatternFunctions.Benchmarks;
using PatternFunctions.Benchmarks.Decay;
using PatternFunctions.Benchmarks.Decide;
using PatternFunctions.Benchmarks.Growth;
using PatternFunctions.Benchmarks.Import;
using PatternFunctions.Benchmarks.Ingest;
using PatternFunctions.Benchmarks.Matching;
using PatternFunctions.Benchmarks.Pipeline;
using PatternFunctions.Benchmarks.Review;
using PatternFunctions.Benchmarks.Start;
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
          console   pages at 10,000 patterns, beside the same SQL alone; their weight.
          decay     a night's decay of up to 1,000,000 patterns, beside a bare UPDATE of the same rows.
          decide    the rules alone, and whole decisions among up to 100,000 patterns.
          growth    what the other suites measured, as a model: PATH is the folder with their JSON files.
          import    a history of 1,000,000 messages, or as many as --data says: rate beside a bare COPY, and memory.
          ingest    rate and latency of the webhook, and the cost of verification and parsing.
          match     accuracy, coverage and speed of matching. PATH: a CSV file with a header, then text,label rows;
                    or a folder with train.csv and test.csv; or a folder of such folders. Without it: speed alone.
          pipeline  from webhook to stored decision: with the queues beside a bare consumer of them, and with a direct
                    call in their place beside graphile-worker, pg-boss and Node-RED.
          review    the queue page and verdicts with up to 100,000 pending rows.
          start     from the start of the process to the first webhook answered, and memory.
        """);
    return 2;
}

if (arguments.Suite == StartSuite.BareEndpoint)
{
    await using var endpoint = await BareEndpoint.StartAsync(arguments.Data!, stop.Token);
    Console.WriteLine($"Now listening on: {endpoint.Address}");
    await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    return 0;
}

var report = new BenchmarkReport(arguments.Suite);
await (arguments.Suite switch
{
    "console" => ConsoleSuite.RunAsync(report, stop.Token),
    "decay" => DecaySuite.RunAsync(report, stop.Token),
    "decide" => DecideSuite.RunAsync(report, stop.Token),
    "growth" => GrowthSuite.RunAsync(arguments.Data, report, stop.Token),
    "import" => ImportSuite.RunAsync(arguments.Data, report, stop.Token),
    "ingest" => IngestSuite.RunAsync(report, stop.Token),
    "pipeline" => PipelineSuite.RunAsync(report, stop.Token),
    "review" => ReviewSuite.RunAsync(report, stop.Token),
    "start" => StartSuite.RunAsync(report, stop.Token),
    _ => MatchSuite.RunAsync(arguments.Data, report, stop.Token),
});
await report.FinishAsync(arguments.Json, stop.Token);
return 0;
