using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What charts and tables show of the last days; counted from what is on record.</summary>
public sealed class InsightsTables(NpgsqlDataSource dataSource, PastFigures figures, TimeProvider clock)
{
    public async Task<InsightsDetails> ReadAsync(InsightsSpan span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(span);
        var counted = await figures.ReadAsync(span, cancellationToken);
        var patterns = InsightsSums.MostUsed(counted.Patterns);
        var asked = InsightsSums.MostAsked(counted.Unanswered).Select(group => (Group: group, Signature: PatternSignature.Of(group.Example))).ToList();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("SELECT id, trigger_text FROM decision_patterns WHERE id = ANY ($1)", (object)patterns.Select(pattern => pattern.PatternId).ToArray());
        // What has been learned since is no gap any more.
        batch.Add("""
            SELECT s.signature
            FROM pattern_signatures s
            JOIN decision_patterns p ON p.id = s.pattern_id AND p.deleted_at IS NULL
            WHERE s.signature = ANY ($1)
            """, (object)asked.Select(question => question.Signature).ToArray());
        batch.Add("SELECT day, spent_usd FROM ai_spending WHERE day BETWEEN $1 AND $2", span.First, span.Last);
        batch.Add("SELECT day, patterns_decayed, confidence_lost FROM decay_runs WHERE day BETWEEN $1 AND $2", span.First, span.Last);
        batch.Add("""
            SELECT id, kind, created_at, expires_at
            FROM pattern_execution_queue
            WHERE status = 'pending' AND expires_at > $1
            ORDER BY created_at, id
            """, clock.GetUtcNow());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var questions = (await reader.NextListAsync(row => (Id: row.GetInt64(0), Text: row.GetString(1)), cancellationToken))
            .ToDictionary(pattern => pattern.Id, pattern => pattern.Text);
        var known = (await reader.NextListAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var costs = (await reader.NextListAsync(row => new CostDay(row.GetFieldValue<DateOnly>(0), row.GetDecimal(1)), cancellationToken)).ToDictionary(day => day.Day);
        var decay = (await reader.NextListAsync(row => new DecayDay(row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetDecimal(2)), cancellationToken)).ToDictionary(day => day.Day);
        return new InsightsDetails
        {
            Days = InsightsSums.ByDay(counted.Decided, span),
            // One may have been deleted while the others were read.
            Patterns = [.. patterns.Where(pattern => questions.ContainsKey(pattern.PatternId)).Select(pattern => new PatternRates(
                pattern.PatternId, questions[pattern.PatternId], pattern.Uses, pattern.Approved, pattern.Modified, pattern.Rejected, pattern.Automatic, pattern.Contradicted))],
            Operators = InsightsSums.ByOperator(counted.Verdicts),
            Reliability = InsightsSums.Reliability(counted.Decided),
            Unanswered = [.. asked.Where(question => !known.Contains(question.Signature)).Select(question => question.Group).Take(InsightsSums.MostGroups)],
            FirstAnswers = FirstAnswers.Of(counted.FirstAnswers),
            Costs = [.. span.Days.Select(day => costs.GetValueOrDefault(day) ?? new CostDay(day, 0))],
            Decay = [.. span.Days.Select(day => decay.GetValueOrDefault(day) ?? new DecayDay(day, 0, 0))],
            Totals = InsightsSums.Totals(counted.Decided),
            Queue = InsightsSums.Queue(counted.Verdicts),
            Waiting = await reader.NextListAsync(
                row => new WaitingQuestion(row.GetInt64(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3)), cancellationToken),
        };
    }
}
