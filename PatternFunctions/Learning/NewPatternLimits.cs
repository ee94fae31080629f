using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>How many patterns may be learned within an hour: over all, from one customer, from one operator.</summary>
internal static class NewPatternLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <returns>How long the example has to wait; null if a pattern may come of it now.</returns>
    public static async Task<TimeSpan?> WaitAsync(
        NpgsqlConnection connection, long exampleId, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An operator without an id counts as one person.
        var counts = await connection.Command("""
            SELECT count(*), min(p.created_at),
                   count(*) FILTER (WHERE lc.customer_phone = c.customer_phone), min(p.created_at) FILTER (WHERE lc.customer_phone = c.customer_phone),
                   count(*) FILTER (WHERE l.operator IS NOT DISTINCT FROM e.operator), min(p.created_at) FILTER (WHERE l.operator IS NOT DISTINCT FROM e.operator)
            FROM pattern_learning_examples e
            LEFT JOIN conversations c ON c.id = e.conversation_id
            CROSS JOIN decision_patterns p
            JOIN pattern_learning_examples l ON l.pattern_id = p.id AND l.status = 'learned'
            LEFT JOIN conversations lc ON lc.id = l.conversation_id
            WHERE e.id = $1 AND p.created_at > $2
            """, exampleId, now - Window).ListAsync(
            reader => new[] { Read(reader, 0), Read(reader, 2), Read(reader, 4) }, cancellationToken);
        int[] limits = [config.MaxNewPatternsPerHour, config.MaxNewPatternsPerCustomerPerHour, config.MaxNewPatternsPerOperatorPerHour];
        var waits = counts[0].Zip(limits)
            .Where(pair => pair.First.Patterns >= pair.Second)
            .Select(pair => (pair.First.Oldest ?? now) + Window - now)
            .ToArray();
        return waits.Length > 0 ? waits.Max() : null;
    }

    private static (long Patterns, DateTimeOffset? Oldest) Read(NpgsqlDataReader reader, int ordinal) =>
        (reader.GetInt64(ordinal), reader.Nullable<DateTimeOffset?>(ordinal + 1));
}
