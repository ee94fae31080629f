using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What charts and tables show of the last days; counted from what is on record.</summary>
public sealed class InsightsTables(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int MostPatterns = 50;
    private const int MostGroups = 20;

    /// <param name="days">How many, today included.</param>
    /// <param name="zone">Whose days.</param>
    public async Task<InsightsDetails> ReadAsync(int days, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var first = today.AddDays(1 - days);
        var since = new DateTimeOffset(first, zone.GetUtcOffset(first)).ToUniversalTime();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return new InsightsDetails
        {
            Days = await DaysAsync(connection, since, DateOnly.FromDateTime(first), DateOnly.FromDateTime(today), zone, cancellationToken),
            Patterns = await PatternsAsync(connection, since, cancellationToken),
            Operators = await OperatorsAsync(connection, since, cancellationToken),
            Reliability = await ReliabilityAsync(connection, since, cancellationToken),
            Unanswered = await UnansweredAsync(connection, since, cancellationToken),
            Costs = await connection.Command("SELECT day, spent_usd FROM ai_spending WHERE day >= $1 ORDER BY day", DateOnly.FromDateTime(first))
                .ListAsync(reader => new CostDay(reader.GetFieldValue<DateOnly>(0), reader.GetDecimal(1)), cancellationToken),
            Automatic = (await connection.Command("""
                SELECT count(*) FILTER (WHERE outcome = 'confirmed'), count(*) FILTER (WHERE outcome = 'contradicted'), count(*) FILTER (WHERE outcome = 'sent')
                FROM pattern_execution_history
                WHERE execution_mode = 'auto' AND created_at >= $1
                """, since).FirstOrDefaultAsync(reader => new AutomaticRecord(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2)), cancellationToken))!,
            Queue = (await connection.Command("""
                SELECT (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
                        FROM pattern_execution_queue WHERE status IN ('approved', 'modified', 'rejected') AND decided_at >= $1),
                       (SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
                        FROM pattern_execution_queue WHERE status IN ('approved', 'modified', 'rejected') AND decided_at >= $1),
                       (SELECT count(*) FROM pattern_execution_queue WHERE status = 'expired' AND decided_at >= $1),
                       (SELECT min(created_at) FROM pattern_execution_queue WHERE status = 'pending' AND expires_at > $2)
                """, since, now).FirstOrDefaultAsync(
                reader => new QueueRecord(reader.Nullable<double?>(0), reader.Nullable<double?>(1), reader.GetInt64(2), reader.Nullable<DateTimeOffset?>(3)), cancellationToken))!,
        };
    }

    private static async Task<IReadOnlyList<ModeDay>> DaysAsync(
        NpgsqlConnection connection, DateTimeOffset since, DateOnly first, DateOnly last, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var found = (await connection.Command("""
            SELECT (created_at AT TIME ZONE $2)::date, count(*) FILTER (WHERE execution_mode = 'auto'), count(*) FILTER (WHERE execution_mode = 'suggest'),
                   count(*) FILTER (WHERE execution_mode = 'queue'), count(*) FILTER (WHERE execution_mode = 'shadow')
            FROM pattern_execution_history
            WHERE created_at >= $1
            GROUP BY 1
            """, since, zone.Id).ListAsync(
            reader => new ModeDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)), cancellationToken))
            .ToDictionary(day => day.Day);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => found.GetValueOrDefault(day) ?? new ModeDay(day, 0, 0, 0, 0))];
    }

    private static Task<List<PatternRates>> PatternsAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT p.id, p.trigger_text, count(*), count(*) FILTER (WHERE h.outcome = 'approved'), count(*) FILTER (WHERE h.outcome = 'modified'),
                   count(*) FILTER (WHERE h.outcome = 'rejected'), count(*) FILTER (WHERE h.execution_mode = 'auto' AND h.outcome IN ('sent', 'confirmed')),
                   count(*) FILTER (WHERE h.outcome = 'contradicted')
            FROM pattern_execution_history h
            JOIN decision_patterns p ON p.id = h.pattern_id
            WHERE h.created_at >= $1
            GROUP BY p.id
            ORDER BY 3 DESC, 1
            LIMIT $2
            """, since, MostPatterns).ListAsync(
            reader => new PatternRates(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6),
                reader.GetInt32(7)),
            cancellationToken);

    private static Task<List<OperatorRates>> OperatorsAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT decided_by, count(*) FILTER (WHERE status = 'approved'), count(*) FILTER (WHERE status = 'modified'), count(*) FILTER (WHERE status = 'rejected'),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
            FROM pattern_execution_queue
            WHERE status IN ('approved', 'modified', 'rejected') AND decided_by IS NOT NULL AND decided_at >= $1
            GROUP BY 1
            ORDER BY count(*) DESC, 1
            LIMIT 50
            """, since).ListAsync(
            reader => new OperatorRates(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetDouble(4)), cancellationToken);

    /// <summary>How often the pattern was right, where the match was judged to be so probable.</summary>
    private static Task<List<ReliabilityBin>> ReliabilityAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT LEAST(9, floor(match_probability * 10))::int, avg(match_probability), count(*), count(*) FILTER (WHERE outcome IN ('approved', 'modified', 'confirmed'))
            FROM pattern_execution_history
            WHERE created_at >= $1 AND match_probability BETWEEN 0 AND 1 AND outcome IN ('approved', 'modified', 'confirmed', 'rejected', 'contradicted')
            GROUP BY 1
            ORDER BY 1
            """, since).ListAsync(
            reader => new ReliabilityBin(reader.GetInt32(0) / 10.0, reader.GetDouble(1), reader.GetInt32(2), reader.GetInt32(3)), cancellationToken);

    /// <summary>What no pattern answers, the same words together.</summary>
    private static Task<List<UnansweredGroup>> UnansweredAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT (array_agg(customer_message ORDER BY id DESC))[1], count(*), max(created_at)
            FROM pattern_execution_history
            WHERE created_at >= $1 AND match_kind = 'none' AND customer_message <> ''
            GROUP BY trim(regexp_replace(regexp_replace(lower(customer_message), '[^[:alnum:][:space:]]', '', 'g'), '[[:space:]]+', ' ', 'g'))
            ORDER BY 2 DESC, 3 DESC
            LIMIT $2
            """, since, MostGroups).ListAsync(
            reader => new UnansweredGroup(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
}
