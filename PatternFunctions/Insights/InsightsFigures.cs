using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What insights are made of. Figures of two spans, put together, are those of both: nothing in here is an average or a share.</summary>
internal sealed record InsightsFigures
{
    public required IReadOnlyList<DecidedFigure> Decided { get; init; }

    public required IReadOnlyList<PatternFigure> Patterns { get; init; }

    public required IReadOnlyList<UnansweredFigure> Unanswered { get; init; }

    public required IReadOnlyList<AnswerFigure> FirstAnswers { get; init; }

    public required IReadOnlyList<VerdictFigure> Verdicts { get; init; }

    public static InsightsFigures operator +(InsightsFigures left, InsightsFigures right) => new()
    {
        Decided = [.. left.Decided, .. right.Decided],
        Patterns = [.. left.Patterns, .. right.Patterns],
        Unanswered = [.. left.Unanswered, .. right.Unanswered],
        FirstAnswers = [.. left.FirstAnswers, .. right.FirstAnswers],
        Verdicts = [.. left.Verdicts, .. right.Verdicts],
    };

    public static async Task<InsightsFigures> ReadAsync(NpgsqlDataSource dataSource, InsightsSpan span, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        // The day is found among the days' beginnings: to ask for a moment's date in a zone takes as long as all the rest.
        batch.Add("""
            SELECT width_bucket(created_at, $3) - 1, execution_mode, outcome, match_kind <> 'none',
                   CASE WHEN match_probability BETWEEN 0 AND 1 THEN LEAST(9, floor(match_probability * 10))::int END,
                   count(*), COALESCE(sum(match_probability), 0)
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2
            GROUP BY 1, 2, 3, 4, 5
            """, span.Since, span.Until, span.Days.Select(span.Begin).ToArray());
        batch.Add("""
            SELECT pattern_id, count(*), count(*) FILTER (WHERE outcome = 'approved'), count(*) FILTER (WHERE outcome = 'modified'),
                   count(*) FILTER (WHERE outcome = 'rejected'), count(*) FILTER (WHERE execution_mode = 'auto' AND outcome IN ('sent', 'confirmed')),
                   count(*) FILTER (WHERE outcome = 'contradicted')
            FROM pattern_execution_history
            WHERE created_at >= $1 AND created_at < $2 AND pattern_id IS NOT NULL
            GROUP BY 1
            """, span.Since, span.Until);
        // What was asked in the very same words is put together first, as the expressions are what takes the time.
        batch.Add("""
            SELECT trim(regexp_replace(regexp_replace(lower(customer_message), '[^[:alnum:][:space:]]', '', 'g'), '[[:space:]]+', ' ', 'g')),
                   (array_agg(customer_message ORDER BY newest DESC))[1], max(newest), sum(times)::bigint, max(last_at)
            FROM (
                SELECT customer_message, max(id) AS newest, count(*) AS times, max(created_at) AS last_at
                FROM pattern_execution_history
                WHERE created_at >= $1 AND created_at < $2 AND match_kind = 'none' AND customer_message <> ''
                GROUP BY 1
            ) asked
            GROUP BY 1
            """, span.Since, span.Until);
        // A text of a day later answers something else. Everything is looked up one by one: joined, every message and every reply
        // that there is would be read.
        batch.Add("""
            SELECT COALESCE((SELECT kind FROM outbound_replies WHERE openphone_message_id = a.id), 'hand'),
                   array_agg(date_part('epoch', a.sent_at - q.sent_at))
            FROM pattern_execution_history h
            CROSS JOIN LATERAL (SELECT sent_at FROM conversation_messages WHERE id = h.message_id LIMIT 1) q
            CROSS JOIN LATERAL (
                SELECT m.id, m.sent_at
                FROM conversation_messages m
                WHERE m.conversation_id = h.conversation_id AND m.sender IN ('operator', 'automation')
                  AND m.sent_at > q.sent_at AND m.sent_at < q.sent_at + interval '1 day'
                ORDER BY m.sent_at, m.id
                LIMIT 1
            ) a
            WHERE h.created_at >= $1 AND h.created_at < $2
            GROUP BY 1
            """, span.Since, span.Until);
        batch.Add("""
            SELECT decided_by, status, array_agg(date_part('epoch', decided_at - created_at))
            FROM pattern_execution_queue
            WHERE status IN ('approved', 'modified', 'rejected', 'expired') AND decided_at >= $1 AND decided_at < $2
            GROUP BY 1, 2
            """, span.Since, span.Until);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return new InsightsFigures
        {
            Decided = await reader.NextListAsync(
                row => new DecidedFigure(
                    span.First.AddDays(row.GetInt32(0)), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.Nullable<int?>(4), row.GetInt32(5), row.GetDouble(6)),
                cancellationToken),
            Patterns = await reader.NextListAsync(
                row => new PatternFigure(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)),
                cancellationToken),
            Unanswered = await reader.NextListAsync(
                row => new UnansweredFigure(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4)), cancellationToken),
            FirstAnswers = await reader.NextListAsync(row => new AnswerFigure(row.GetString(0), row.GetFieldValue<double[]>(1)), cancellationToken),
            Verdicts = await reader.NextListAsync(
                row => new VerdictFigure(row.Nullable<string>(0), row.GetString(1), row.GetFieldValue<double[]>(2)), cancellationToken),
        };
    }
}

/// <param name="Bin">The tenth that the match probability lies in, 0 to 9; null without one.</param>
/// <param name="Probabilities">Their sum.</param>
internal sealed record DecidedFigure(DateOnly Day, string Mode, string Outcome, bool IsMatched, int? Bin, int Questions, double Probabilities);

internal readonly record struct PatternFigure(long PatternId, int Uses, int Approved, int Modified, int Rejected, int Automatic, int Contradicted)
{
    public static PatternFigure operator +(PatternFigure left, PatternFigure right) => new(
        left.PatternId, left.Uses + right.Uses, left.Approved + right.Approved, left.Modified + right.Modified, left.Rejected + right.Rejected,
        left.Automatic + right.Automatic, left.Contradicted + right.Contradicted);
}

/// <param name="Words">In small letters, without punctuation.</param>
/// <param name="Example">As it was last asked.</param>
/// <param name="ExampleId">Of the decision; the larger, the newer.</param>
internal sealed record UnansweredFigure(string Words, string Example, long ExampleId, int Times, DateTimeOffset LastAt);

/// <param name="Way">auto, approved, modified or hand.</param>
/// <param name="Seconds">Of each question, up to its first answer.</param>
internal sealed record AnswerFigure(string Way, double[] Seconds);

/// <param name="Operator">Null where nobody decided.</param>
/// <param name="Status">approved, modified, rejected or expired.</param>
/// <param name="Seconds">Of each, from the question's coming up.</param>
internal sealed record VerdictFigure(string? Operator, string Status, double[] Seconds);
