using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// Spaces the requests to OpenPhone, which takes ten a second per key, over all instances: each takes the next free
/// slot from the database, by the database's clock.
/// </summary>
public sealed class RequestSlots(NpgsqlDataSource dataSource)
{
    /// <summary>Above a tenth of a second, so that the network's jitter does not squeeze eleven into one.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(110);

    /// <summary>Who would wait longer comes back later, instead of filling the instance with waiting work.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <returns>How long to wait for the slot that is now taken; null if too many wait already, and none is taken.</returns>
    public async Task<TimeSpan?> TryTakeAsync(CancellationToken cancellationToken)
    {
        var waits = await dataSource.Command("""
            INSERT INTO request_slots AS known (api, next_at)
            VALUES ('openphone', clock_timestamp())
            ON CONFLICT (api) DO UPDATE
            SET next_at = GREATEST(known.next_at + $1, clock_timestamp())
            WHERE known.next_at + $1 <= clock_timestamp() + $2
            RETURNING GREATEST(next_at - clock_timestamp(), interval '0')
            """, Spacing, LongestWait).ListAsync(reader => reader.GetTimeSpan(0), cancellationToken);
        return waits is [var wait] ? wait : null;
    }
}
