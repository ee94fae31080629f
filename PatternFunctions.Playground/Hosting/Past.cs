using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Hosting;

/// <summary>What a database holds from earlier.</summary>
/// <param name="Latest">When the last thing happened; null if nothing has.</param>
public sealed record Past(DateTimeOffset? Latest)
{
    public bool IsEmpty => Latest is null;

    public static async Task<Past> ReadAsync(string database, CancellationToken cancellationToken)
    {
        await using var dataSource = NpgsqlDataSource.Create(database);
        if (!await dataSource.Command("SELECT to_regclass('event_counts') IS NOT NULL").ScalarAsync<bool>(cancellationToken))
        {
            return new Past((DateTimeOffset?)null);
        }

        var latest = await dataSource.Command("""
            SELECT GREATEST(
                (SELECT max(day)::timestamptz FROM event_counts),
                (SELECT max(received_at) FROM conversation_messages),
                (SELECT max(created_at) FROM pattern_execution_history),
                (SELECT max(ran_at) FROM decay_runs))
            """).ListAsync(reader => reader.Nullable<DateTimeOffset?>(0), cancellationToken);
        return new Past(latest[0]);
    }
}
