using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>This instance's memory of all wordings. Empty at first; <see cref="PatternIndexRefresh"/> fills it and keeps it current.</summary>
public sealed class PatternIndex
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Contents? contents;

    /// <summary>Ends when every pattern of the start is in.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>The encoder of the wordings; null before they are loaded, or where its weights are missing.</summary>
    internal ITextEncoder? Encoder => contents?.Encoder;

    public async Task<TextMatch> MatchAsync(string text, int count, CancellationToken cancellationToken)
    {
        if (contents is not { } known)
        {
            return TextMatch.None;
        }

        var vector = known.Encoder is null ? null : (await known.Encoder.EncodeAsync([text], cancellationToken))[0];
        return known.Matcher.Match(text, vector, count);
    }

    internal void Fill(ITextEncoder? encoder, TextMatcher matcher)
    {
        contents = new Contents(encoder, matcher);
        loaded.TrySetResult();
    }

    private sealed record Contents(ITextEncoder? Encoder, TextMatcher Matcher);
}
