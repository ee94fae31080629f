using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>How the system does, in numbers.</summary>
public sealed class InsightsReader(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public async Task<InsightsReport> ReadAsync(int days, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1 - days), TimeSpan.Zero);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var modes = await CountAsync(connection, "execution_mode", since, cancellationToken);
        var outcomes = await CountAsync(connection, "outcome", since, cancellationToken);
        var patterns = (await connection.Command("""
            SELECT count(*) FILTER (WHERE deleted_at IS NULL), count(*) FILTER (WHERE deleted_at IS NULL AND is_active),
                   count(*) FILTER (WHERE deleted_at IS NULL AND is_active AND auto_executable AND NOT requires_confirmation),
                   count(*) FILTER (WHERE deleted_at IS NOT NULL)
            FROM decision_patterns
            """).FirstOrDefaultAsync(
            reader => new PatternCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)), cancellationToken))!;
        var matching = await MatchingReader.ReadAsync(connection, cancellationToken);
        return (await connection.Command("""
            SELECT (SELECT count(*) FROM pattern_execution_history WHERE created_at >= $1 AND match_kind <> 'none'),
                   (SELECT count(*) FROM outbound_replies WHERE kind = 'auto' AND status = 'sent' AND created_at >= $1),
                   (SELECT count(*) FROM pattern_execution_history WHERE outcome = 'contradicted' AND created_at >= $1),
                   (SELECT (count(*) FILTER (WHERE status = 'approved'))::float8 / NULLIF(count(*), 0)
                    FROM pattern_execution_queue WHERE status IN ('approved', 'modified', 'rejected') AND decided_at >= $1),
                   (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
                    FROM pattern_execution_queue WHERE status IN ('approved', 'modified', 'rejected') AND decided_at >= $1),
                   (SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND expires_at > $2)
            """, since, now).FirstOrDefaultAsync(
            reader => new InsightsReport(
                days, modes.Sum(mode => mode.Number), reader.GetInt64(0), modes, outcomes, reader.GetInt64(1), reader.GetInt64(2),
                reader.Nullable<double?>(3), reader.Nullable<double?>(4), reader.GetInt64(5), patterns, matching),
            cancellationToken))!;
    }

    private static Task<List<Count>> CountAsync(
        NpgsqlConnection connection, string column, DateTimeOffset since, CancellationToken cancellationToken) =>
        connection.Command($"""
            SELECT {column}, count(*)
            FROM pattern_execution_history
            WHERE created_at >= $1
            GROUP BY 1
            ORDER BY 2 DESC, 1
            """, since).ListAsync(reader => new Count(reader.GetString(0), reader.GetInt64(1)), cancellationToken);
}
