using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Benchmarks.Matching;

internal static class MatchSuite
{
    public static async Task RunAsync(string? path, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var encoder = SentenceEncoder.LoadIfPresent(SentenceEncoder.DefaultFolder);
        if (encoder is null)
        {
            Console.Error.WriteLine("The encoder's weights are missing: everything below is lexical.");
        }

        foreach (var data in path is null ? [] : LabelledData.Read(path, encoder))
        {
            FewShot.Run(data, report, cancellationToken);
            if (data.HasTextsOutOfScope)
            {
                ShadowLog.Run(data, report, cancellationToken);
            }
        }

        await Task.CompletedTask;
    }
}
