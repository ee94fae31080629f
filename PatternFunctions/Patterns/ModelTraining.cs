using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>
/// Fits matching to the business's wordings and labels in the background, when they have changed; one instance at a time,
/// for all of them.
/// </summary>
public sealed partial class ModelTraining(
    NpgsqlDataSource dataSource, PatternIndex index, LabelStore labels, TrainingTextReader reader, MatchingModels models, TimeProvider clock,
    ILogger<ModelTraining> logger) : BackgroundService
{
    private const long LockKey = 0x4d61_7463_6869_6e67; // "Matching"

    /// <summary>A new space makes every instance build its index anew: only when there is so much more to fit it on.</summary>
    private const double SpaceGrowth = 1.5;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Labels come one by one; they are gathered.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    /// <summary>The state in which there was too much to fit to.</summary>
    private string? tooMuch;

    /// <summary>Fits if anything has changed since the last time, and the last time was not just now.</summary>
    /// <returns>The new model's id; null if there is nothing to do, not every wording is encoded yet, or another instance is at it.</returns>
    public async Task<long?> FitIfDueAsync(CancellationToken cancellationToken)
    {
        var encoder = index.Encoder;
        var state = await labels.ReadStateAsync(cancellationToken);
        var last = await models.FindNewestAsync(NameOf(encoder), cancellationToken);
        if (state == tooMuch || (last is not null && (last.FittedOn == state || last.FittedAt + Rest > clock.GetUtcNow())))
        {
            return null;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            // Another instance may have just fitted the same.
            return await connection.Command("SELECT pg_try_advisory_lock($1)", LockKey).ScalarAsync<bool>(cancellationToken)
                && await models.FindNewestAsync(NameOf(encoder), cancellationToken) == last
                ? await FitAsync(encoder, state, last, cancellationToken)
                : null;
        }
        finally
        {
            // Also if it was called off while it was being taken. Of a lock that is another's nothing is given back.
            await connection.Command("SELECT pg_advisory_unlock($1)", LockKey).ExecuteAsync(CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await index.Loaded.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await FitIfDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or EncoderUnavailableException)
            {
                // Matching goes on with the model that there is.
                LogNotFitted(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long?> FitAsync(ITextEncoder? encoder, string state, ModelHeader? last, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(encoder, cancellationToken) is not { } texts)
        {
            tooMuch = state;
            LogTooMany(TrainingTextReader.MostWordings);
            return null;
        }

        // The index sees to that; it says so if it cannot.
        if (texts.LacksVectors)
        {
            return null;
        }

        var previous = last is null || texts.WordingCount > last.SpaceWordings * SpaceGrowth ? null : await models.ReadAsync(last.Id, cancellationToken);
        var fitted = ModelFit.Fit(texts, previous?.Space ?? SimilaritySpace.Fit(texts.Patterns), cancellationToken);
        var header = previous is null
            ? new ModelHeader(0, state, clock.GetUtcNow(), texts.WordingCount, SpaceSince: 0)
            : last! with { FittedOn = state, FittedAt = clock.GetUtcNow() };
        var id = await models.AddAsync(header, fitted, NameOf(encoder), texts.WordingCount, texts.Labels.Count, cancellationToken);
        var (hasHead, error) = (fitted.Head is not null, fitted.RecordInUse?.CalibrationError());
        LogFitted(id, texts.WordingCount, texts.Labels.Count, hasHead, error);
        return id;
    }

    private static string NameOf(ITextEncoder? encoder) => encoder?.Name ?? TextEncoders.None;

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} is fitted to {Wordings} wordings and {Labels} labels; trained head: {HasHead}; calibration error: {CalibrationError}.")]
    private partial void LogFitted(long model, int wordings, int labels, bool hasHead, double? calibrationError);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Matching could not be fitted.")]
    private partial void LogNotFitted(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Matching is not fitted: there are more than {MostWordings} wordings.")]
    private partial void LogTooMany(int mostWordings);
}
