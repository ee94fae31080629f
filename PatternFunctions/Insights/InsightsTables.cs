using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What charts and tables show of the last days; counted from what is on record.</summary>
public sealed class InsightsTables(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int MostPatterns = 50;
    private const int MostGroups = 20;

    public async Task<InsightsDetails> ReadAsync(InsightsSpan span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(span);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return new InsightsDetails
        {
            Days = await DaysAsync(connection, span, cancellationToken),
            Patterns = await PatternsAsync(connection, span, cancellationToken),
            Operators = await OperatorsAsync(connection, span, cancellationToken),
            Reliability = await ReliabilityAsync(connection, span, cancellationToken),
            Unanswered = await UnansweredAsync(connection, span, cancellationToken),
            FirstAnswers = await FirstAnswers.ReadAsync(connection, span, cancellationToken),
            Costs = await CostsAsync(connection, span, cancellationToken),
            Decay = await DecayAsync(connection, span, cancellationToken),
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
                cancellationToken))!,
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
                cancellationToken))!,
            Waiting = await connection.Command("""
                SELECT id, kind, created_at, expires_at
                FROM pattern_execution_queue
                WHERE status = 'pending' AND expires_at > $1
                ORDER BY created_at, id
                """, clock.GetUtcNow()).ListAsync(
                reader => new WaitingQuestion(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3)),
                cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<ModeDay>> DaysAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken)
    {
        var found = (await connection.Command("""
            SELECT (created_at AT TIME ZONE $3)::date, count(*) FILTER (WHERE execution_mode = 'auto'), count(*) FILTER (WHERE execution_mode = 'suggest'),
                   count(*) FILTER (WHERE execution_mode = 'queue'), count(*) FILTER (WHERE execution_mode = 'shadow')
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2
            GROUP BY 1
            """, span.Since, span.Until, span.Zone.Id).ListAsync(
            reader => new ModeDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)), cancellationToken))
            .ToDictionary(day => day.Day);
        return [.. span.Days.Select(day => found.GetValueOrDefault(day) ?? new ModeDay(day, 0, 0, 0, 0))];
    }

    private static async Task<IReadOnlyList<CostDay>> CostsAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken)
    {
        var found = (await connection.Command("SELECT day, spent_usd FROM ai_spending WHERE day BETWEEN $1 AND $2", span.First, span.Last)
            .ListAsync(reader => new CostDay(reader.GetFieldValue<DateOnly>(0), reader.GetDecimal(1)), cancellationToken)).ToDictionary(day => day.Day);
        return [.. span.Days.Select(day => found.GetValueOrDefault(day) ?? new CostDay(day, 0))];
    }

    private static async Task<IReadOnlyList<DecayDay>> DecayAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken)
    {
        var found = (await connection.Command("SELECT day, patterns_decayed, confidence_lost FROM decay_runs WHERE day BETWEEN $1 AND $2", span.First, span.Last)
            .ListAsync(reader => new DecayDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetDecimal(2)), cancellationToken)).ToDictionary(day => day.Day);
        return [.. span.Days.Select(day => found.GetValueOrDefault(day) ?? new DecayDay(day, 0, 0))];
    }

    private static Task<List<PatternRates>> PatternsAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT p.id, p.trigger_text, count(*), count(*) FILTER (WHERE h.outcome = 'approved'), count(*) FILTER (WHERE h.outcome = 'modified'),
                   count(*) FILTER (WHERE h.outcome = 'rejected'), count(*) FILTER (WHERE h.execution_mode = 'auto' AND h.outcome IN ('sent', 'confirmed')),
                   count(*) FILTER (WHERE h.outcome = 'contradicted')
            FROM pattern_execution_history h
            JOIN decision_patterns p ON p.id = h.pattern_id
            WHERE h.created_at >= $1 AND h.created_at < $2
            GROUP BY p.id
            ORDER BY 3 DESC, 1
            LIMIT $3
            """, span.Since, span.Until, MostPatterns).ListAsync(
            reader => new PatternRates(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6),
                reader.GetInt32(7)),
            cancellationToken);

    private static Task<List<OperatorRates>> OperatorsAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT decided_by, count(*) FILTER (WHERE status = 'approved'), count(*) FILTER (WHERE status = 'modified'), count(*) FILTER (WHERE status = 'rejected'),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - created_at)::float8)
            FROM pattern_execution_queue
            WHERE status IN ('approved', 'modified', 'rejected') AND decided_by IS NOT NULL AND decided_at >= $1 AND decided_at < $2
            GROUP BY 1
            ORDER BY count(*) DESC, 1
            LIMIT 50
            """, span.Since, span.Until).ListAsync(
            reader => new OperatorRates(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetDouble(4)), cancellationToken);

    /// <summary>How often the pattern was right, where the match was judged to be so probable.</summary>
    private static Task<List<ReliabilityBin>> ReliabilityAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT LEAST(9, floor(match_probability * 10))::int, avg(match_probability), count(*), count(*) FILTER (WHERE outcome IN ('approved', 'modified', 'confirmed'))
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2 AND match_probability BETWEEN 0 AND 1 AND outcome IN ('approved', 'modified', 'confirmed', 'rejected', 'contradicted')
            GROUP BY 1
            ORDER BY 1
            """, span.Since, span.Until).ListAsync(
            reader => new ReliabilityBin(reader.GetInt32(0) / 10.0, reader.GetDouble(1), reader.GetInt32(2), reader.GetInt32(3)), cancellationToken);

    /// <summary>What no pattern answers, the same words together.</summary>
    private static Task<List<UnansweredGroup>> UnansweredAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT (array_agg(customer_message ORDER BY id DESC))[1], count(*), max(created_at)
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2 AND match_kind = 'none' AND customer_message <> ''
            GROUP BY trim(regexp_replace(regexp_replace(lower(customer_message), '[^[:alnum:][:space:]]', '', 'g'), '[[:space:]]+', ' ', 'g'))
            ORDER BY 2 DESC, 3 DESC
            LIMIT $3
            """, span.Since, span.Until, MostGroups).ListAsync(
            reader => new UnansweredGroup(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
}
