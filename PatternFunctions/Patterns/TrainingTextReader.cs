using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>Gathers what matching is fitted to, and encodes what has no vector yet.</summary>
public sealed class TrainingTextReader(WordingStore wordings, LabelStore labels)
{
    /// <summary>Above that, fitting would take more memory than a small instance has: similarity and its first curves remain.</summary>
    public const int MostWordings = 50_000;

    /// <summary>The newest ones: what a business answers changes.</summary>
    private const int MostLabels = 5_000;

    private const int PatternsAtOnce = 1000;
    private const int TextsAtOnce = 256;

    /// <returns>Null if there are too many wordings.</returns>
    /// <exception cref="EncoderUnavailableException">Try later.</exception>
    public async Task<TrainingTexts?> ReadAsync(ITextEncoder? encoder, CancellationToken cancellationToken)
    {
        if (await wordings.CountAsync(cancellationToken) > MostWordings)
        {
            return null;
        }

        List<StoredWording> stored = [];
        for (var last = 0L; await wordings.ReadChangedAsync(WordingStore.Beginning, last, PatternsAtOnce, cancellationToken) is { Count: > 0 } ids; last = ids[^1])
        {
            stored.AddRange(await wordings.ReadAsync(ids, encoder?.Name ?? TextEncoders.None, cancellationToken));
        }

        // In an order of their own, for the same texts give the same model.
        var patterns = stored.OrderBy(wording => wording.Signature, StringComparer.Ordinal).GroupBy(wording => wording.PatternId).OrderBy(pattern => pattern.Key)
            .Select(pattern => new PatternWordings(pattern.Key, [.. pattern.Select(wording => new Wording(wording.Text, wording.Vector))]));
        return new TrainingTexts([.. patterns], await ReadLabelsAsync(encoder, stored, cancellationToken), encoder?.Dimensions ?? 0);
    }

    private async Task<IEnumerable<LabelledText>> ReadLabelsAsync(
        ITextEncoder? encoder, List<StoredWording> stored, CancellationToken cancellationToken)
    {
        // A wording that changed its pattern meanwhile was read twice.
        var known = stored.ToLookup(wording => wording.Signature, StringComparer.Ordinal);
        var labelled = (await labels.ReadAsync(encoder?.Name ?? TextEncoders.None, MostLabels, cancellationToken))
            .Select(question => known[PatternSignature.Of(question.Text)].LastOrDefault() is { } wording
                ? question with { WordingOf = wording.PatternId, Vector = wording.Vector ?? question.Vector }
                : question)
            .Select(question => (Question: question, Label: QuestionLabel.Of(question)))
            .Where(entry => entry.Label is not null)
            .ToArray();
        var encoded = encoder is null
            ? []
            : await EncodeAsync(encoder, labelled.Select(entry => entry.Question).Where(question => question.Vector is null), cancellationToken);
        return labelled.Select(entry => new LabelledText(
            entry.Label!.PatternId, entry.Question.Text, entry.Question.Vector ?? encoded.GetValueOrDefault(entry.Question.ExecutionId)));
    }

    private async Task<Dictionary<long, float[]>> EncodeAsync(ITextEncoder encoder, IEnumerable<JudgedQuestion> questions, CancellationToken cancellationToken)
    {
        var encoded = new Dictionary<long, float[]>();
        foreach (var batch in questions.Chunk(TextsAtOnce))
        {
            var vectors = await encoder.EncodeAsync([.. batch.Select(question => question.Text)], cancellationToken);
            JudgedQuestion[] done = [.. batch.Zip(vectors, (question, vector) => question with { Vector = vector })];
            await labels.SaveVectorsAsync(done, encoder.Name, cancellationToken);
            foreach (var question in done)
            {
                encoded[question.ExecutionId] = question.Vector!;
            }
        }

        return encoded;
    }
}
