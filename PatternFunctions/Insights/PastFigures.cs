using System.Collections.Concurrent;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>
/// Reads figures: those of the last days anew, those of the days before once, for as long as nothing of the past changes.
/// The database notes what does (0033_count_the_past_once.sql), so that the figures are always as if counted just now.
/// </summary>
public sealed class PastFigures(NpgsqlDataSource dataSource)
{
    private const int MostSpans = 8;

    /// <summary>Days; what is longer is read by halves, at once.</summary>
    private const int LongSpan = 2;

    /// <summary>By the database's clock, as all times here: that is the one by which changes are noted.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromDays(3);

    /// <summary>Less than notes are kept for; else one might have come and gone unseen.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<InsightsSpan, Kept> kept = new();

    internal async Task<InsightsFigures> ReadAsync(InsightsSpan span, CancellationToken cancellationToken)
    {
        // Before the figures: what is noted in between makes them be counted once too often, never too seldom.
        var (now, changes) = await ReadChangesAsync(cancellationToken);
        var rested = LastRested(now, span);
        if (rested < span.First)
        {
            return await CountAsync(span, cancellationToken);
        }

        if (rested >= span.Last)
        {
            return await ReadPastAsync(span, now, changes, cancellationToken);
        }

        return await SumAsync(
            ReadPastAsync(span with { Last = rested }, now, changes, cancellationToken),
            CountAsync(span with { First = rested.AddDays(1) }, cancellationToken));
    }

    /// <summary>Counts what has come to rest of these days, unless that is known.</summary>
    internal async Task KeepAsync(InsightsSpan span, CancellationToken cancellationToken)
    {
        var (now, changes) = await ReadChangesAsync(cancellationToken);
        if (LastRested(now, span) is var rested && rested >= span.First)
        {
            await ReadPastAsync(rested < span.Last ? span with { Last = rested } : span, now, changes, cancellationToken);
        }
    }

    private static DateOnly LastRested(DateTimeOffset now, InsightsSpan span) => InsightsSpan.DateOf(now - Rest, span.Zone).AddDays(-1);

    private static async Task<InsightsFigures> SumAsync(Task<InsightsFigures> left, Task<InsightsFigures> right)
    {
        var figures = await Task.WhenAll(left, right);
        return figures[0] + figures[1];
    }

    private async Task<(DateTimeOffset Now, string Changes)> ReadChangesAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("SELECT now(), COALESCE(string_agg(changed_in::text, ',' ORDER BY changed_in), '') FROM past_changes");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1));
    }

    private async Task<InsightsFigures> ReadPastAsync(InsightsSpan span, DateTimeOffset now, string changes, CancellationToken cancellationToken)
    {
        foreach (var (other, entry) in kept)
        {
            if (entry.Changes != changes || now - entry.ReadAt > Lifetime)
            {
                kept.TryRemove(KeyValuePair.Create(other, entry));
            }
        }

        if (kept.TryGetValue(span, out var found))
        {
            return found.Figures;
        }

        var figures = await CountAsync(span, cancellationToken);
        if (kept.Count >= MostSpans)
        {
            kept.Clear();
        }

        kept[span] = new Kept(figures, changes, now);
        return figures;
    }

    private Task<InsightsFigures> CountAsync(InsightsSpan span, CancellationToken cancellationToken)
    {
        var middle = span.First.AddDays((span.Last.DayNumber - span.First.DayNumber) / 2);
        return span.Last < span.First.AddDays(LongSpan)
            ? InsightsFigures.ReadAsync(dataSource, span, cancellationToken)
            : SumAsync(
                InsightsFigures.ReadAsync(dataSource, span with { Last = middle }, cancellationToken),
                InsightsFigures.ReadAsync(dataSource, span with { First = middle.AddDays(1) }, cancellationToken));
    }

    private sealed record Kept(InsightsFigures Figures, string Changes, DateTimeOffset ReadAt);
}
