using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>How many events of each type came in on a UTC day and what became of them. A redelivered event counts again.</summary>
public sealed class EventCounts(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int LongestType = 100;

    public Task AddAsync(string type, EventOutcome outcome, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO event_counts (day, type, outcome, events)
            VALUES ($1, left($2, $4), $3, 1)
            ON CONFLICT (day, type, outcome) DO UPDATE SET events = event_counts.events + 1
            """, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), type, outcome.ToString(), LongestType)
            .ExecuteAsync(cancellationToken);
}
