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

        await using var trigrams = await TrigramPeer.StartAsync(cancellationToken);
        if (path is not null)
        {
            var nlpJs = await NlpJsPeer.InstallAsync(cancellationToken);
            foreach (var data in LabelledData.Read(path, encoder))
            {
                await FewShot.RunAsync(data, trigrams, nlpJs, report, cancellationToken);
                if (data.HasTextsOutOfScope)
                {
                    ShadowLog.Run(data, report, cancellationToken);
                    SilentLog.Run(data, report, cancellationToken);
                }
            }
        }

        if (encoder is not null)
        {
            await Restart.RunAsync(encoder, report, cancellationToken);
        }

        await MatchSpeed.RunAsync(encoder, trigrams, report, cancellationToken);
    }
}
