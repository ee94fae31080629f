using Npgsql;
using PatternFunctions.Decisions;

namespace PatternFunctions.Conversations;

/// <summary>
/// Decides at once what several customers have asked in words that are known. All that wants more is left to
/// <see cref="QuestionDecider"/>: to wait, to go back on a decision, or to find what a text is like.
/// </summary>
internal static class KnownQuestions
{
    /// <param name="asked">The messages, each with the trace of its work.</param>
    /// <returns>For each message what was decided; null if that is left.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<DecidedQuestion>?>> DecideAsync(
        NpgsqlDataSource dataSource, IReadOnlyList<(string MessageId, string? Traceparent)> asked, DateTimeOffset now)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var texts = await QuestionTexts.ReadAsync(connection, [.. asked.Select(one => one.MessageId)], mayWait: false, CancellationToken.None);
        var traces = asked.DistinctBy(one => one.MessageId).ToDictionary(one => one.MessageId, one => one.Traceparent, StringComparer.Ordinal);
        var records = texts.Config.Enabled ? await DecideAsync(connection, texts, traces, now) : [];
        if (records.Count == 0)
        {
            return new IReadOnlyList<DecidedQuestion>?[asked.Count];
        }

        var replies = await DecisionRecord.WriteAsync(connection, records, commits: true, CancellationToken.None);
        var decided = records.Zip(replies, (record, reply) => record.Decided(reply)).ToDictionary(one => one.QuestionId, StringComparer.Ordinal);
        // One of two that ask the same: the other finds it done.
        return [.. asked.Select(one => decided.Remove(one.MessageId, out var mine) ? (IReadOnlyList<DecidedQuestion>)[mine] : null)];
    }

    /// <returns>In the order of the patterns, so that two of these do not wait for each other.</returns>
    private static async Task<List<DecisionRecord>> DecideAsync(
        NpgsqlConnection connection, QuestionTexts texts, Dictionary<string, string?> traces, DateTimeOffset now)
    {
        var config = texts.Config;
        var questions = texts.All.GroupBy(one => one.ConversationId, one => one.Text)
            .Where(conversation => conversation.Where(text => !text.IsProcessed).Max(text => text.ReceivedAt) + config.BurstWindow <= now)
            .Select(conversation => (ConversationId: conversation.Key, Question: OpenQuestions.Single([.. conversation], config.BurstWindow)))
            .Where(one => one.Question is not null && traces.ContainsKey(one.Question.Id))
            .ToList();
        if (questions.Count == 0)
        {
            return [];
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var (conversationId, question) in questions)
        {
            Grounds.AddTo(batch, conversationId, question!, config, now);
        }

        await using var reader = await batch.ExecuteReaderAsync();
        List<DecisionRecord> records = [];
        foreach (var (conversationId, question) in questions)
        {
            var grounds = await Grounds.NextAsync(reader, question!, config, now, CancellationToken.None);
            if (grounds.Known is { } pattern)
            {
                var (decision, reply) = grounds.Decide(MatchedPattern.Verbatim, pattern, similarityProved: 0, config, now);
                records.Add(new DecisionRecord(conversationId, question!, decision, reply, config, now, traces[question!.Id]));
            }
        }

        return [.. records.OrderBy(record => record.Decision.PatternId)];
    }
}
