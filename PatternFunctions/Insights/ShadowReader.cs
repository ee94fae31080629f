using System.ComponentModel.DataAnnotations;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Brings what a shadow report is made of: live decisions, or an import's history to be played.</summary>
public sealed class ShadowReader(NpgsqlDataSource dataSource, PatternIndex index, TimeProvider clock)
{
    private const double Percent = 100;

    /// <summary>What was decided live, in shadow mode or beside operators.</summary>
    public async Task<ShadowReport> ReadLiveAsync(ShadowQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var head = index.Encoder is null ? MatchHead.Lexical : MatchHead.Similarity;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var cases = await connection.Command("""
            SELECT message_id, created_at, customer_message, would_mode, pattern_id, match_kind, similarity, margin, match_probability,
                   decision_confidence::float8, response, human_response, COALESCE(human_agrees, false)
            FROM pattern_execution_history
            WHERE created_at >= $1
            """, clock.GetUtcNow().AddDays(-query.Days)).ListAsync(
            reader =>
            {
                var kind = Enum.Parse<MatchKind>(reader.GetString(5), ignoreCase: true);
                return new ShadowCase
                {
                    MessageId = reader.GetString(0),
                    At = reader.GetFieldValue<DateTimeOffset>(1),
                    Question = reader.GetString(2),
                    Would = Enum.Parse<ReplyAction>(reader.GetString(3), ignoreCase: true),
                    PatternId = reader.Nullable<long?>(4),
                    Kind = kind,
                    Score = kind is MatchKind.Similarity ? new MatchScore(head, reader.GetDouble(6), reader.GetDouble(7), 0) : null,
                    Probability = reader.Nullable<double?>(8) ?? 0,
                    Confidence = reader.GetDouble(9),
                    Reply = reader.Nullable<string>(10),
                    Answer = reader.Nullable<string>(11),
                    Agrees = reader.GetBoolean(12),
                };
            }, cancellationToken);
        var report = ShadowReporter.Of("live", cases, learnedFrom: 0, query.RiskPercent / Percent);
        // Thousands of patterns may have been used, and some dozens are shown.
        var shown = report.Patterns.Concat(report.MostValuable).Select(pattern => pattern.Pattern).Distinct().ToArray();
        var questions = (await connection.Command("SELECT id, trigger_text FROM decision_patterns WHERE id = ANY ($1)", (object)shown)
            .ListAsync(reader => (Id: reader.GetInt64(0), Text: reader.GetString(1)), cancellationToken)).ToDictionary(pattern => pattern.Id, pattern => pattern.Text);
        return report with { Patterns = Named(report.Patterns), MostValuable = Named(report.MostValuable) };

        IReadOnlyList<ShadowPattern> Named(IReadOnlyList<ShadowPattern> patterns) =>
            [.. patterns.Select(pattern => pattern with { Question = questions.GetValueOrDefault(pattern.Pattern) ?? "" })];
    }

    /// <returns>Null if there is no such import.</returns>
    public async Task<ShadowReport?> PlayAsync(long importId, ReplayQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.Command("SELECT EXISTS (SELECT FROM imports WHERE id = $1)", importId).ScalarAsync<bool>(cancellationToken))
        {
            return null;
        }

        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var pairs = await connection.Command("""
            SELECT e.question_message_id, c.customer_phone, contact_name(c.customer_phone), e.customer_message, e.operator_response, e.created_at
            FROM pattern_learning_examples e
            JOIN conversations c ON c.id = e.conversation_id
            WHERE e.import_id = $1 AND e.question_message_id IS NOT NULL
            ORDER BY e.created_at DESC, e.question_message_id DESC
            LIMIT $2
            """, importId, query.Questions).ListAsync(
            reader => new ReplayedPair(
                reader.GetString(0), reader.Nullable<string>(1), reader.Nullable<string>(2), reader.GetString(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5)), cancellationToken);
        pairs.Reverse();
        await index.Loaded.WaitAsync(cancellationToken);
        var learnFrom = pairs.Count * query.LearnPercent / 100;
        var cases = await new ShadowReplay(config, index.Encoder).PlayAsync(pairs, learnFrom, cancellationToken);
        return ShadowReporter.Of("history", cases, learnFrom, query.RiskPercent / Percent);
    }
}

public sealed record ShadowQuery
{
    /// <summary>How many days back.</summary>
    [Range(1, 366)]
    public int Days { get; set; } = 30;

    /// <summary>The share of wrong automatic replies that is tolerated.</summary>
    [Range(1, 50)]
    public int RiskPercent { get; set; } = 5;

    [OneOf("json", "html")]
    public string Format { get; set; } = "json";
}

public sealed record ReplayQuery
{
    /// <summary>The newest so many pairs of the import are played; a thousand take some seconds.</summary>
    [Range(10, 5000)]
    public int Questions { get; set; } = 2000;

    /// <summary>The first so many per cent are only learned from.</summary>
    [Range(10, 90)]
    public int LearnPercent { get; set; } = 50;

    /// <summary>The share of wrong automatic replies that is tolerated.</summary>
    [Range(1, 50)]
    public int RiskPercent { get; set; } = 5;

    [OneOf("json", "html")]
    public string Format { get; set; } = "json";
}
