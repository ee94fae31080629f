using System.Text.Json;
using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Scenario;

/// <param name="Mode">auto, suggest, queue or shadow.</param>
/// <param name="QueueId">What now waits for an operator, if anything.</param>
internal sealed record DecisionNews(string Mode, Decision Decision, long? QueueId, string? Proposal);

/// <param name="Status">learned, evidence, not_reusable or refused.</param>
internal sealed record LessonNews(string Status, string? Reason, string Question, string Answer, string? PatternType);

/// <param name="Kind">As in <c>confidence_events</c>.</param>
internal sealed record ConfidenceNews(string Kind, decimal Delta, decimal Confidence, string Actor, string PatternType, string Question);

internal sealed record UnsentReply(string Reason, string Text);

internal sealed record NightNews(DateOnly Day, int Decayed, long Patterns);

/// <summary>Reads what is new in the app's tables; each row once.</summary>
internal sealed class StoryReader
{
    private readonly NpgsqlDataSource psql;
    private long lastDecision;
    private long lastExample;
    private long lastChange;
    private DateOnly lastNight;
    private readonly HashSet<long> unsent = [];

    private StoryReader(NpgsqlDataSource psql) => this.psql = psql;

    public static async Task<StoryReader> FromNowOnAsync(NpgsqlDataSource psql, CancellationToken cancellationToken)
    {
        var reader = new StoryReader(psql);
        await reader.DecisionsAsync(cancellationToken);
        await reader.LessonsAsync(cancellationToken);
        await reader.ConfidenceChangesAsync(cancellationToken);
        await reader.UnsentRepliesAsync(cancellationToken);
        await reader.NightsAsync(cancellationToken);
        return reader;
    }

    public async Task<IReadOnlyList<DecisionNews>> DecisionsAsync(CancellationToken cancellationToken)
    {
        var rows = await psql.Command("""
            SELECT h.id, h.execution_mode, h.reasons::text, q.id, q.proposed_response
            FROM pattern_execution_history h
            LEFT JOIN pattern_execution_queue q ON q.execution_id = h.id
            WHERE h.id > $1
            ORDER BY h.id
            """, lastDecision).ListAsync(
            reader => (Id: reader.GetInt64(0), News: new DecisionNews(
                reader.GetString(1), JsonSerializer.Deserialize(reader.GetString(2), DecisionJson.Default.Decision)!,
                reader.Nullable<long?>(3), reader.Nullable<string>(4))),
            cancellationToken);
        lastDecision = rows.Count > 0 ? rows[^1].Id : lastDecision;
        return [.. rows.Select(row => row.News)];
    }

    public async Task<IReadOnlyList<LessonNews>> LessonsAsync(CancellationToken cancellationToken)
    {
        var rows = await psql.Command("""
            SELECT e.id, e.status, e.reason, COALESCE(p.trigger_text, e.customer_message), COALESCE(p.response_template, e.operator_response), p.pattern_type
            FROM pattern_learning_examples e
            LEFT JOIN decision_patterns p ON p.id = e.pattern_id
            WHERE e.id > $1 AND e.status <> 'waiting' AND e.import_id IS NULL
            ORDER BY e.id
            """, lastExample).ListAsync(
            reader => (Id: reader.GetInt64(0), News: new LessonNews(
                reader.GetString(1), reader.Nullable<string>(2), reader.GetString(3), reader.GetString(4), reader.Nullable<string>(5))),
            cancellationToken);
        lastExample = rows.Count > 0 ? rows[^1].Id : lastExample;
        return [.. rows.Select(row => row.News)];
    }

    public async Task<IReadOnlyList<ConfidenceNews>> ConfidenceChangesAsync(CancellationToken cancellationToken)
    {
        var rows = await psql.Command("""
            SELECT e.id, e.kind, e.delta, e.confidence, e.actor, p.pattern_type, p.trigger_text
            FROM confidence_events e
            JOIN decision_patterns p ON p.id = e.pattern_id
            WHERE e.id > $1
            ORDER BY e.id
            """, lastChange).ListAsync(
            reader => (Id: reader.GetInt64(0), News: new ConfidenceNews(
                reader.GetString(1), reader.GetDecimal(2), reader.GetDecimal(3), reader.GetString(4), reader.GetString(5), reader.GetString(6))),
            cancellationToken);
        lastChange = rows.Count > 0 ? rows[^1].Id : lastChange;
        return [.. rows.Select(row => row.News)];
    }

    public async Task<IReadOnlyList<UnsentReply>> UnsentRepliesAsync(CancellationToken cancellationToken)
    {
        var rows = await psql.Command("""
            SELECT id, COALESCE(reason, status), text
            FROM outbound_replies
            WHERE status IN ('failed', 'cancelled')
            ORDER BY id
            """).ListAsync(
            reader => (Id: reader.GetInt64(0), News: new UnsentReply(reader.GetString(1), reader.GetString(2))), cancellationToken);
        return [.. rows.Where(row => unsent.Add(row.Id)).Select(row => row.News)];
    }

    public async Task<IReadOnlyList<NightNews>> NightsAsync(CancellationToken cancellationToken)
    {
        var nights = await psql.Command("""
            SELECT day, patterns_decayed, (SELECT count(*) FROM decision_patterns WHERE deleted_at IS NULL)
            FROM decay_runs
            WHERE day > $1
            ORDER BY day
            """, lastNight).ListAsync(
            reader => new NightNews(reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetInt64(2)), cancellationToken);
        lastNight = nights.Count > 0 ? nights[^1].Day : lastNight;
        return nights;
    }
}
