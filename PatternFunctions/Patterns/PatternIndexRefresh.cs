using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>Fills the index in the background and follows what changes in the database, whoever changed it.</summary>
public sealed partial class PatternIndexRefresh(
    PatternIndex index, WordingStore wordings, TimeProvider clock, ILogger<PatternIndexRefresh> logger) : BackgroundService
{
    private const int PatternsAtOnce = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing of this may hold up the start.
        await Task.Yield();
        var encoder = SentenceEncoder.LoadIfPresent(SentenceEncoder.DefaultFolder);
        if (encoder is null)
        {
            LogNoEncoder(SentenceEncoder.DefaultFolder);
        }

        var similarity = new SimilarityIndex(encoder?.Dimensions ?? 0, SimilaritySpace.Plain);
        var matcher = new TextMatcher(similarity, head: null, MatchCurves.Cautious);
        var mark = WordingStore.Beginning;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var next = await wordings.ReadMarkAsync(stoppingToken);
                await UpdateAsync(similarity, encoder, mark, stoppingToken);
                index.Fill(encoder, matcher);
                mark = next;
            }
            catch (NpgsqlException failure)
            {
                // Matching goes on with what is known; the next round tries again from the same mark.
                LogUnreachable(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task UpdateAsync(SimilarityIndex similarity, ITextEncoder? encoder, string mark, CancellationToken cancellationToken)
    {
        for (var last = 0L; await wordings.ReadChangedAsync(mark, last, PatternsAtOnce, cancellationToken) is { Count: > 0 } changed; last = changed[^1])
        {
            var stored = await EncodeAsync(await wordings.ReadAsync(changed, encoder?.Name, cancellationToken), encoder, cancellationToken);
            var byPattern = stored.ToLookup(wording => wording.PatternId, wording => new Wording(wording.Text, wording.Vector));
            similarity.Update([.. changed.Select(id => new PatternWordings(id, [.. byPattern[id]]))]);
        }
    }

    /// <summary>A wording is encoded once, by whichever instance sees it first.</summary>
    private async Task<IReadOnlyList<StoredWording>> EncodeAsync(
        List<StoredWording> stored, ITextEncoder? encoder, CancellationToken cancellationToken)
    {
        var missing = stored.Where(wording => wording.Vector is null).ToList();
        if (encoder is null || missing.Count == 0)
        {
            return stored;
        }

        var vectors = await encoder.EncodeAsync([.. missing.Select(wording => wording.Text)], cancellationToken);
        var encoded = missing.Zip(vectors, (wording, vector) => wording with { Vector = vector }).ToList();
        await wordings.SaveVectorsAsync(encoded, encoder.Name, cancellationToken);
        return [.. stored.Where(wording => wording.Vector is not null), .. encoded];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoder's weights are not in {Folder}: texts are matched by their words alone.")]
    private partial void LogNoEncoder(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of wordings could not be refreshed.")]
    private partial void LogUnreachable(Exception failure);
}
