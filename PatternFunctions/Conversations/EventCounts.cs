using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>How many events of each type came in on a UTC day and what became of them. A redelivered event counts again.</summary>
public sealed class EventCounts(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int LongestType = 100;

    private readonly Lock gate = new();
    private SortedDictionary<(DateOnly Day, string Type, string Outcome), long> waiting = [];
    private Task? next;
    private Task last = Task.CompletedTask;

    /// <summary>Ends when the event is counted in the database. It is one row that all events of a type and day want: what comes while it is being written is counted together.</summary>
    public Task AddAsync(string type, EventOutcome outcome, CancellationToken cancellationToken)
    {
        var key = (DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), type[..Math.Min(type.Length, LongestType)], outcome.ToString());
        lock (gate)
        {
            waiting[key] = waiting.GetValueOrDefault(key) + 1;
            return (next ??= WriteAsync(last)).WaitAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(Task before)
    {
        await Task.Yield();
        // Of its failure those have heard who waited for it.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        SortedDictionary<(DateOnly Day, string Type, string Outcome), long> counts;
        lock (gate)
        {
            (counts, waiting) = (waiting, []);
            (last, next) = (next!, null);
        }

        // Not cancelled by one of many who wait.
        await dataSource.Command("""
            INSERT INTO event_counts (day, type, outcome, events)
            SELECT * FROM unnest($1::date[], $2::text[], $3::text[], $4::bigint[])
            ON CONFLICT (day, type, outcome) DO UPDATE SET events = event_counts.events + EXCLUDED.events
            """, counts.Keys.Select(key => key.Day).ToArray(), counts.Keys.Select(key => key.Type).ToArray(),
            counts.Keys.Select(key => key.Outcome).ToArray(), counts.Values.ToArray()).ExecuteAsync(CancellationToken.None);
    }
}
