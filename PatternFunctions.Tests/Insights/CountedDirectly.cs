using Npgsql;
using PatternFunctions.Insights;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Insights;

/// <summary>The same figures in one statement each, over the whole span and by PostgreSQL's own quantiles: what insights must come to.</summary>
internal static class CountedDirectly
{
    public static async Task<InsightsDetails> ReadAsync(NpgsqlDataSource data, InsightsSpan span)
    {
        await using var connection = await data.OpenConnectionAsync();
        var days = (await connection.Command("""
            SELECT (created_at AT TIME ZONE $3)::date, count(*) FILTER (WHERE execution_mode = 'auto'), count(*) FILTER (WHERE execution_mode = 'suggest'),
                   count(*) FILTER (WHERE execution_mode = 'queue'), count(*) FILTER (WHERE execution_mode = 'shadow')
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2
            GROUP BY 1
            """, span.Since, span.Until, span.Zone.Id).ListAsync(
            reader => new ModeDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)), CancellationToken.None))
            .ToDictionary(day => day.Day);
        return new InsightsDetails
        {
            Days = [.. span.Days.Select(day => days.GetValueOrDefault(day) ?? new ModeDay(day, 0, 0, 0, 0))],
            Patterns = await connection.Command("""
                SELECT p.id, p.trigger_text, count(*), count(*) FILTER (WHERE h.outcome = 'approved'), count(*) FILTER (WHERE h.outcome = 'modified'),
                       count(*) FILTER (WHERE h.outcome = 'rejected'), count(*) FILTER (WHERE h.execution_mode = 'auto' AND h.outcome IN ('sent', 'confirmed')),
                       count(*) FILTER (WHERE h.outcome = 'contradicted')
                FROM pattern_execution_history h
                JOIN decision_patterns p ON p.id = h.pattern_id
                WHERE h.created_at >= $1 AND h.created_at < $2
                GROUP BY p.id
                ORDER BY 3 DESC, 1
                LIMIT 50
                """, span.Since, span.Until).ListAsync(
                reader => new PatternRates(
                    reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7)),
                CancellationToken.None),
            Operators = await connection.Command("""
                SELECT decided_by, count(*) FILTER (WHERE status = 'approved'), count(*) FILTER (WHERE status = 'modified'), count(*) FILTER (WHERE status = 'rejected'),
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
                FROM pattern_execution_queue
                WHERE status IN ('approved', 'modified', 'rejected') AND decided_by IS NOT NULL AND decided_at >= $1 AND decided_at < $2
                GROUP BY 1
                ORDER BY count(*) DESC, 1
                LIMIT 50
                """, span.Since, span.Until).ListAsync(
                reader => new OperatorRates(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetDouble(4)), CancellationToken.None),
            Reliability = await connection.Command("""
                SELECT LEAST(9, floor(match_probability * 10))::int, avg(match_probability), count(*), count(*) FILTER (WHERE outcome IN ('approved', 'modified', 'confirmed'))
                FROM pattern_execution_history
                WHERE created_at >= $1 AND created_at < $2 AND match_probability BETWEEN 0 AND 1 AND outcome IN ('approved', 'modified', 'confirmed', 'rejected', 'contradicted')
                GROUP BY 1
                ORDER BY 1
                """, span.Since, span.Until).ListAsync(
                reader => new ReliabilityBin(reader.GetInt32(0) / 10.0, reader.GetDouble(1), reader.GetInt32(2), reader.GetInt32(3)), CancellationToken.None),
            Unanswered = await connection.Command("""
                SELECT (array_agg(customer_message ORDER BY id DESC))[1], count(*), max(created_at)
                FROM pattern_execution_history
                WHERE created_at >= $1 AND created_at < $2 AND match_kind = 'none' AND customer_message <> ''
                GROUP BY trim(regexp_replace(regexp_replace(lower(customer_message), '[^[:alnum:][:space:]]', '', 'g'), '[[:space:]]+', ' ', 'g'))
                ORDER BY 2 DESC, 3 DESC
                LIMIT 20
                """, span.Since, span.Until).ListAsync(
                reader => new UnansweredGroup(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2)), CancellationToken.None),
            FirstAnswers = await connection.Command("""
                WITH answered AS (
                    SELECT COALESCE(r.kind, 'hand') AS way, r.kind IS NOT NULL AS is_ours, extract(epoch FROM a.sent_at - q.sent_at)::float8 AS seconds
                    FROM pattern_execution_history h
                    JOIN conversation_messages q ON q.id = h.message_id
                    CROSS JOIN LATERAL (
                        SELECT m.id, m.sent_at
                        FROM conversation_messages m
                        WHERE m.conversation_id = h.conversation_id AND m.sender IN ('operator', 'automation')
                          AND m.sent_at > q.sent_at AND m.sent_at < q.sent_at + interval '1 day'
                        ORDER BY m.sent_at, m.id
                        LIMIT 1) a
                    LEFT JOIN outbound_replies r ON r.openphone_message_id = a.id
                    WHERE h.created_at >= $1 AND h.created_at < $2
                )
                SELECT COALESCE(way, 'ours'), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
                FROM answered
                GROUP BY GROUPING SETS ((way), (is_ours))
                HAVING way IS NOT NULL OR is_ours
                """, span.Since, span.Until).ListAsync(
                reader => new AnswerTimes(reader.GetString(0), reader.GetInt32(1), reader.GetDouble(2), reader.GetDouble(3)), CancellationToken.None),
            Costs = [.. span.Days.Select(day => new CostDay(day, 0))],
            Decay = [.. span.Days.Select(day => new DecayDay(day, 0, 0))],
            Totals = (await connection.Command("""
                SELECT count(*), count(*) FILTER (WHERE match_kind <> 'none'),
                       count(*) FILTER (WHERE execution_mode = 'auto' AND outcome IN ('sent', 'confirmed', 'contradicted')),
                       count(*) FILTER (WHERE execution_mode = 'auto' AND outcome = 'confirmed'),
                       count(*) FILTER (WHERE execution_mode = 'auto' AND outcome = 'contradicted'),
                       count(*) FILTER (WHERE execution_mode = 'auto' AND outcome = 'sent')
                FROM pattern_execution_history
                WHERE created_at >= $1 AND created_at < $2
                """, span.Since, span.Until).FirstOrDefaultAsync(
                reader => new TotalsRecord(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5)),
                CancellationToken.None))!,
            Queue = (await connection.Command("""
                SELECT count(*) FILTER (WHERE status = 'approved'), count(*) FILTER (WHERE status = 'modified'), count(*) FILTER (WHERE status = 'rejected'),
                       count(*) FILTER (WHERE status = 'expired'),
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8) FILTER (WHERE status <> 'expired'),
                       percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8) FILTER (WHERE status <> 'expired')
                FROM pattern_execution_queue
                WHERE status IN ('approved', 'modified', 'rejected', 'expired') AND decided_at >= $1 AND decided_at < $2
                """, span.Since, span.Until).FirstOrDefaultAsync(
                reader => new QueueRecord(
                    reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.Nullable<double?>(4), reader.Nullable<double?>(5)),
                CancellationToken.None))!,
            Waiting = [],
        };
    }
}
