using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>This instance's memory of all wordings. Empty at first; <see cref="PatternIndexRefresh"/> fills it and keeps it current.</summary>
public sealed partial class PatternIndex(ILogger<PatternIndex> logger)
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Contents? contents;

    /// <summary>Ends when every pattern of the start is in.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>Null without one, and until it is there.</summary>
    public ITextEncoder? Encoder => contents?.Encoder;

    public async Task<TextMatch> MatchAsync(string text, int count, CancellationToken cancellationToken)
    {
        if (contents is not { } known)
        {
            return TextMatch.None;
        }

        return known.Matcher.Match(text, await EncodeAsync(text, known.Encoder, cancellationToken), count) with { Model = known.Model };
    }

    internal void Fill(ITextEncoder? encoder, TextMatcher matcher, long? model)
    {
        contents = new Contents(encoder, matcher, model);
        loaded.TrySetResult();
    }

    private async Task<float[]?> EncodeAsync(string text, ITextEncoder? encoder, CancellationToken cancellationToken)
    {
        if (encoder is null)
        {
            return null;
        }

        try
        {
            return (await encoder.EncodeAsync([text], cancellationToken))[0];
        }
        catch (EncoderUnavailableException failure)
        {
            // A customer's question does not wait for a service that is down: its words are matched.
            LogNotEncoded(failure);
            return null;
        }
    }

    private sealed record Contents(ITextEncoder? Encoder, TextMatcher Matcher, long? Model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A question was matched by its words alone.")]
    private partial void LogNotEncoded(Exception failure);
}
