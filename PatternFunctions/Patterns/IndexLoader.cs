using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>Brings what has changed in the database into an index, and encodes what has no vector yet.</summary>
public sealed class IndexLoader(WordingStore wordings, ITextEncoder? encoder)
{
    private const int PatternsAtOnce = 1000;
    private const int TextsAtOnce = 256;

    /// <summary>So many, at 1.35 KB each, are held in memory. Patterns that come later are matched by signature alone.</summary>
    internal int MostWordings { get; init; } = 1_000_000;

    /// <summary>Patterns for which there was no room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Why some wordings have no vector; null if all have.</summary>
    public EncoderUnavailableException? Failure { get; private set; }

    /// <param name="similarity">The index.</param>
    /// <param name="mark">Changes since then.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task UpdateAsync(SimilarityIndex similarity, string mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        // While one batch is indexed, the next one is read.
        var reading = ReadAsync(mark, afterId: 0, cancellationToken);
        while (await reading is { Ids.Count: > 0 } batch)
        {
            reading = ReadAsync(mark, batch.Ids[^1], cancellationToken);
            var encoded = await EncodeAsync(batch.Wordings, cancellationToken);
            var byPattern = encoded.ToLookup(wording => wording.PatternId, wording => new Wording(wording.Text, wording.Vector));
            similarity.Update(Fitting([.. batch.Ids.Select(id => new PatternWordings(id, [.. byPattern[id]]))], similarity));
        }
    }

    private List<PatternWordings> Fitting(List<PatternWordings> patterns, SimilarityIndex similarity)
    {
        var room = MostWordings - similarity.WordingCount;
        var fitting = patterns.FindAll(pattern => similarity.Contains(pattern.PatternId) || (room -= pattern.Wordings.Count) >= 0);
        LeftOut += patterns.Count - fitting.Count;
        return fitting;
    }

    private async Task<(List<long> Ids, List<StoredWording> Wordings)> ReadAsync(string mark, long afterId, CancellationToken cancellationToken)
    {
        var changed = await wordings.ReadChangedAsync(mark, afterId, PatternsAtOnce, cancellationToken);
        return (changed, changed.Count == 0 ? [] : await wordings.ReadAsync(changed, encoder?.Name ?? TextEncoders.None, cancellationToken));
    }

    /// <summary>A wording is encoded once, by whichever instance sees it first.</summary>
    private async Task<IReadOnlyList<StoredWording>> EncodeAsync(List<StoredWording> stored, CancellationToken cancellationToken)
    {
        var missing = stored.Where(wording => wording.Vector is null).ToList();
        if (encoder is null || missing.Count == 0 || Failure is not null)
        {
            return stored;
        }

        var encoded = new List<StoredWording>(missing.Count);
        try
        {
            foreach (var batch in missing.Chunk(TextsAtOnce))
            {
                var vectors = await encoder.EncodeAsync([.. batch.Select(wording => wording.Text)], cancellationToken);
                StoredWording[] done = [.. batch.Zip(vectors, (wording, vector) => wording with { Vector = vector })];
                await wordings.SaveVectorsAsync(done, encoder.Name, cancellationToken);
                encoded.AddRange(done);
            }
        }
        catch (EncoderUnavailableException failure)
        {
            Failure = failure;
        }

        return [.. stored.Where(wording => wording.Vector is not null), .. encoded, .. missing.Skip(encoded.Count)];
    }
}
