using System.Globalization;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What is on record of patterns beside themselves: how their confidence went, the words they know, where they come from.</summary>
public sealed class PatternRecords(NpgsqlDataSource dataSource)
{
    /// <returns>By pattern; of the current version, and the last 30 changes of confidence, oldest first.</returns>
    public async Task<IReadOnlyDictionary<long, PatternTrend>> TrendsOfAsync(IEnumerable<long> patternIds, CancellationToken cancellationToken) =>
        (await dataSource.Command("""
            SELECT p.id, v.approved_count, v.modified_count, v.rejected_count,
                   ARRAY(SELECT e.confidence FROM confidence_events e WHERE e.pattern_id = p.id ORDER BY e.id DESC LIMIT 30)
            FROM decision_patterns p
            JOIN pattern_versions v ON v.pattern_id = p.id AND v.version = p.version
            WHERE p.id = ANY ($1)
            """, [patternIds.ToArray()]).ListAsync(
            reader => new PatternTrend(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), [.. reader.GetFieldValue<decimal[]>(4).Reverse()]),
            cancellationToken))
        .ToDictionary(trend => trend.PatternId);

    /// <returns>For how many patterns a person should decide: a text is proposed, or another one asks much the same.</returns>
    public Task<int> CountUndecidedAsync(CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT count(*)::int
            FROM decision_patterns p
            WHERE p.deleted_at IS NULL AND p.id IN (
                SELECT pattern_id FROM pattern_versions WHERE status = 'proposed'
                UNION
                SELECT s.id FROM decision_patterns s WHERE s.similar_to IS NOT NULL)
            """).ScalarAsync<int>(cancellationToken);

    /// <returns>The newest so many, oldest first.</returns>
    public async Task<IReadOnlyList<ConfidenceEvent>> EventsOfAsync(long patternId, int limit, CancellationToken cancellationToken)
    {
        var events = await dataSource.Command("""
            SELECT created_at, kind, delta, confidence, actor
            FROM confidence_events
            WHERE pattern_id = $1
            ORDER BY id DESC
            LIMIT $2
            """, patternId, limit).ListAsync(
            reader => new ConfidenceEvent(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetDecimal(2), reader.GetDecimal(3), reader.GetString(4)),
            cancellationToken);
        events.Reverse();
        return events;
    }

    /// <returns>When it was let answer by itself and when no more, newest first.</returns>
    public Task<List<SwitchEvent>> SwitchesOfAsync(long patternId, int limit, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT created_at, action = 'pattern.activated', actor, after->>'reason'
            FROM audit_log
            WHERE subject = $1 AND action IN ('pattern.activated', 'pattern.deactivated')
            ORDER BY id DESC
            LIMIT $2
            """, string.Create(CultureInfo.InvariantCulture, $"patterns/{patternId}"), limit).ListAsync(
            reader => new SwitchEvent(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), reader.GetString(2), reader.Nullable<string>(3)),
            cancellationToken);

    /// <returns>Oldest first.</returns>
    public Task<List<KnownWording>> WordingsOfAsync(long patternId, int limit, CancellationToken cancellationToken) =>
        dataSource.Command("SELECT wording, source, created_at FROM pattern_signatures WHERE pattern_id = $1 ORDER BY created_at, signature LIMIT $2", patternId, limit)
            .ListAsync(reader => new KnownWording(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    /// <returns>Newest first.</returns>
    public Task<List<KnownExample>> ExamplesOfAsync(long patternId, int limit, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT customer_message, operator_response, operator, created_at
            FROM pattern_learning_examples
            WHERE pattern_id = $1
            ORDER BY id DESC
            LIMIT $2
            """, patternId, limit).ListAsync(
            reader => new KnownExample(reader.GetString(0), reader.GetString(1), reader.Nullable<string>(2), reader.GetFieldValue<DateTimeOffset>(3)),
            cancellationToken);
}

public sealed record PatternTrend(long PatternId, int Approved, int Modified, int Rejected, IReadOnlyList<decimal> Confidences);

public sealed record ConfidenceEvent(DateTimeOffset At, string Kind, decimal Delta, decimal Confidence, string Actor);

public sealed record SwitchEvent(DateTimeOffset At, bool IsOn, string By, string? Reason);

public sealed record KnownWording(string Text, string Source, DateTimeOffset At);

public sealed record KnownExample(string Question, string Answer, string? Operator, DateTimeOffset At);
