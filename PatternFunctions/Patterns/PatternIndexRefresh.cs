using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>Fills the index in the background and follows what changes in the database, whoever changed it: wordings and the fitted model.</summary>
public sealed partial class PatternIndexRefresh(
    PatternIndex index, TextEncoders encoders, WordingStore wordings, MatchingModels models, TimeProvider clock, ILogger<PatternIndexRefresh> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>After an encoder's failure: whatever is missing is read and asked for again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing of this may hold up the start.
        await Task.Yield();
        var state = State.Empty;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                state = await RefreshAsync(state, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                // Matching goes on with what is known; the next round tries again from the same mark.
                LogUnreachable(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<State> RefreshAsync(State state, CancellationToken cancellationToken)
    {
        var (now, next) = (clock.GetUtcNow(), state);
        if (!next.IsOpen && next.TryAgainAt <= now)
        {
            next = await OpenEncoderAsync(next, now, cancellationToken);
        }

        next = await TakeModelAsync(next, cancellationToken);
        if (next.IsIncomplete && next.TryAgainAt > now)
        {
            index.Fill(next.Encoder, next.Matcher, next.Model?.Id);
            return next;
        }

        var mark = await wordings.ReadMarkAsync(cancellationToken);
        var loader = new IndexLoader(wordings, next.Encoder);
        await loader.UpdateAsync(next.Similarity, next.Mark, cancellationToken);
        index.Fill(next.Encoder, next.Matcher, next.Model?.Id);
        if (loader.LeftOut > 0)
        {
            LogFull(loader.LeftOut, next.Similarity.WordingCount);
        }

        if (loader.Failure is not { } failure)
        {
            return next with { Mark = mark, IsIncomplete = false };
        }

        // Opened anew, for another model may answer by that name, whose vectors are not comparable.
        LogNotEncoded(failure);
        return next with { IsIncomplete = true, IsOpen = false, TryAgainAt = now + Pause };
    }

    private async Task<State> OpenEncoderAsync(State state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var encoder = await encoders.OpenAsync(cancellationToken);
            return encoder?.Name == state.Encoder?.Name ? state with { IsOpen = true, Encoder = encoder } : State.Empty with { IsOpen = true, Encoder = encoder };
        }
        catch (EncoderUnavailableException failure)
        {
            LogNotEncoded(failure);
            return state with { TryAgainAt = now + Pause };
        }
    }

    /// <summary>The newest model, if it is another one. Wordings are compared in its space: with a new one all are read again.</summary>
    private async Task<State> TakeModelAsync(State state, CancellationToken cancellationToken)
    {
        var newest = await models.FindNewestAsync(state.Encoder?.Name ?? TextEncoders.None, cancellationToken);
        var model = newest is null || newest.Id == state.Model?.Id ? null : await models.ReadAsync(newest.Id, cancellationToken);
        // A model that was replaced this very moment is not read: the next round finds its successor.
        if (state.HasIndex && (newest?.Id == state.Model?.Id || (newest is not null && model is null)))
        {
            return state;
        }

        newest = model is null ? null : newest;
        var isSameSpace = state.HasIndex && newest?.SpaceSince == state.Model?.SpaceSince;
        var similarity = isSameSpace ? state.Similarity : new SimilarityIndex(state.Encoder?.Dimensions ?? 0, model?.Space ?? SimilaritySpace.Plain);
        return state with
        {
            HasIndex = true,
            Model = newest,
            Similarity = similarity,
            Matcher = new TextMatcher(similarity, model?.Head, model?.Curves ?? MatchCurves.Cautious),
            Mark = isSameSpace ? state.Mark : WordingStore.Beginning,
        };
    }

    private sealed record State(SimilarityIndex Similarity, TextMatcher Matcher)
    {
        public static State Empty { get; } = From(new SimilarityIndex(0, SimilaritySpace.Plain));

        public ITextEncoder? Encoder { get; init; }

        public bool IsOpen { get; init; }

        public bool HasIndex { get; init; }

        public bool IsIncomplete { get; init; }

        public DateTimeOffset TryAgainAt { get; init; }

        public ModelHeader? Model { get; init; }

        public string Mark { get; init; } = WordingStore.Beginning;

        private static State From(SimilarityIndex index) => new(index, new TextMatcher(index, null, MatchCurves.Cautious));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of wordings could not be refreshed.")]
    private partial void LogUnreachable(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index is full with {Wordings} wordings: {Patterns} patterns are matched by their known words alone.")]
    private partial void LogFull(int patterns, int wordings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every wording has its vector; what lacks one is matched by its words alone until it has.")]
    private partial void LogNotEncoded(Exception failure);
}
