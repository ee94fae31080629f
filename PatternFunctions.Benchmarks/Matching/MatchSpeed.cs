using System.Diagnostics;
using System.Globalization;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>
/// How long it takes to match a text of 45 characters, among how many patterns; one thread. What is compared within this
/// process is compared by processor time, which does not grow when other processes want the processor too.
/// </summary>
internal static class MatchSpeed
{
    private const int Rounds = 200;
    private const int Batch = 5_000;

    private static readonly string[] Questions =
    [
        "how do i book the putting green for saturday?", "can i cancel a lesson tomorrow, with a guest?", "do you sell gift cards over christmas holidays",
        "who can fix the projector in my bay after six", "is it possible to move my tee time to tonight", "what does it cost to rent a locker in summer?",
        "where do i find the door code late at night??", "may i bring my dog into the lounge this friday",
    ];

    public static async Task RunAsync(SentenceEncoder? encoder, TrigramPeer trigrams, BenchmarkReport report, CancellationToken cancellationToken)
    {
        report.Add("speed/signature", Median(text => PatternSignature.Of(text)).Elapsed, "ms");
        foreach (var (size, limit) in (ReadOnlySpan<(int, double)>)[(1_000, 1.5), (10_000, 6), (100_000, 6)])
        {
            Measure(encoder, size, limit, report);
        }

        foreach (var size in (int[])[1_000, 10_000, 100_000])
        {
            await MeasureTrigramsAsync(trigrams, size, report, cancellationToken);
        }
    }

    private static void Measure(SentenceEncoder? encoder, int size, double limit, BenchmarkReport report)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"speed/{size} patterns, {size * 10} wordings");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var space = SimilaritySpace.Fit(new SyntheticPatterns(encoder).Take(300));
        var index = new SimilarityIndex(encoder?.Dimensions ?? 0, space);
        var watch = new Stopwatch();
        foreach (var batch in new SyntheticPatterns(encoder).Take(size).Chunk(Batch))
        {
            watch.Start();
            index.Update(batch);
            watch.Stop();
        }

        report.Add($"{name}/build", watch.Elapsed.TotalMilliseconds, "ms");
        report.Add($"{name}/memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB");
        var matcher = new TextMatcher(index, null, MatchCurves.Cautious);
        // In turns: what else the machine does must not make the one look better than the other.
        var (encoding, both) = Medians(text => encoder?.Encode(text), text => matcher.Match(text, encoder?.Encode(text), 5));
        report.Add($"{name}/encode 45 characters", encoding.Elapsed, "ms");
        report.Add($"{name}/encode 45 characters, processor time", encoding.Processor, "ms", 2);
        report.Add($"{name}/encode and match", both.Elapsed, "ms");
        report.Add($"{name}/encode and match, processor time", both.Processor, "ms");
        report.Add($"{name}/encode and match, times the encoding", encoder is null ? 0 : both.Processor / encoding.Processor, "×", limit);

        PatternWordings[] changed = [.. new SyntheticPatterns(encoder).Take(1)];
        var refresh = Enumerable.Range(0, 20).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            index.Update(changed);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order().ElementAt(10);
        report.Add($"{name}/refresh of one pattern", refresh, "ms");

        var asked = Questions.Select(text => (text, Vector: encoder?.Encode(text))).ToArray();
        report.Add($"{name}/shortlist's recall of the best", 100.0 * asked.Average(
            question => index.Find(question.text, question.Vector, 1)[0].PatternId == index.FindAmongAll(question.text, question.Vector, 1)[0].PatternId ? 1 : 0), "%");
    }

    private static async Task MeasureTrigramsAsync(TrigramPeer trigrams, int size, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var best = double.PositiveInfinity;
        foreach (var (label, (index, query)) in TrigramPeer.Indexes)
        {
            await trigrams.FillAsync(
                new SyntheticPatterns(null).Take(size).SelectMany(pattern => pattern.Wordings.Select(wording => (wording.Text, pattern.PatternId))), index, cancellationToken);
            var (_, milliseconds) = await trigrams.FindAsync(Questions.Concat(Questions), query, cancellationToken);
            report.Add(string.Create(CultureInfo.InvariantCulture, $"speed/{size} patterns, {size * 10} wordings/pg_trgm, {label}"), milliseconds, "ms");
            best = Math.Min(best, milliseconds);
        }

        var ours = string.Create(CultureInfo.InvariantCulture, $"speed/{size} patterns, {size * 10} wordings/encode and match");
        report.Add($"{ours}, beside pg_trgm's best", report.Find(ours) ?? 0, "ms", best);
    }

    private static Cost Median(Func<string, object?> action) => Medians(action, action).First;

    private static (Cost First, Cost Second) Medians(Func<string, object?> first, Func<string, object?> second)
    {
        var (firsts, seconds) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < 2 * Rounds; round++)
        {
            firsts.Add(Time(first, Questions[round % Questions.Length]));
            seconds.Add(Time(second, Questions[round % Questions.Length]));
        }

        // The first half warms up.
        return (Cost.Median(firsts.Skip(Rounds)), Cost.Median(seconds.Skip(Rounds)));
    }

    private static Cost Time(Func<string, object?> action, string text)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action(text);
        return new Cost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
    }

    /// <summary>In milliseconds: by the clock, and of the processor.</summary>
    private readonly record struct Cost(double Elapsed, double Processor)
    {
        public static Cost Median(IEnumerable<Cost> costs)
        {
            var all = costs.ToArray();
            return new Cost(
                all.Select(cost => cost.Elapsed).Order().ElementAt(all.Length / 2), all.Select(cost => cost.Processor).Order().ElementAt(all.Length / 2));
        }
    }
}
