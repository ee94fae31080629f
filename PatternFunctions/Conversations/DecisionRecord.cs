using System.Text.Json;
using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>A decision, to be written down with what follows from it within the transaction that read its grounds.</summary>
/// <param name="Traceparent">Of the work in which it was decided; null if nobody follows.</param>
internal sealed record DecisionRecord(
    long ConversationId, Question Question, Decision Decision, RenderedReply? Reply, LearningConfig Config, DateTimeOffset Now,
    string? Traceparent)
{
    private static readonly TimeSpan UsedAgain = TimeSpan.FromMinutes(1);

    /// <summary>The execution is not known by its id before the round trip is over, but by its question at any time.</summary>
    private const string Execution = "(SELECT id FROM pattern_execution_history WHERE message_id = $1)";

    /// <param name="records">Those that use patterns lock them, in this order.</param>
    /// <param name="commits">In the same round trip.</param>
    /// <returns>For each the automatic reply that is now scheduled, if any.</returns>
    public static async Task<List<long?>> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<DecisionRecord> records, bool commits, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var record in records)
        {
            record.AddTo(batch);
        }

        if (commits)
        {
            batch.Add("COMMIT");
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        List<long?> replies = [];
        foreach (var record in records)
        {
            replies.Add(record.Decision.Action is ReplyAction.Auto ? await reader.NextScalarAsync<long>(cancellationToken) : null);
        }

        return replies;
    }

    public DecidedQuestion Decided(long? replyId) =>
        new(Question.Id, Decision, Now - Question.Texts.Max(text => text.ReceivedAt), replyId, Config.AutoSendDelay);

    private void AddTo(NpgsqlBatch batch)
    {
        AddExecution(batch);
        // Not just ANY ($1): that would be planned anew each time, for as many as there are.
        batch.Add("UPDATE conversation_messages SET processed_at = $3, burst_id = $2 WHERE id = ANY (ARRAY(SELECT unnest($1)))",
            Question.Texts.Select(text => text.Id).ToArray(), Question.Id, Now);
        if (Decision.Would is not ReplyAction.Shadow && Decision.PatternId is { } patternId)
        {
            // Once a minute, and for each UTC day: else everyone who asks the same would wait here for everyone else.
            var midnight = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
            batch.Add("UPDATE decision_patterns SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)",
                patternId, Now, Now - UsedAgain > midnight ? Now - UsedAgain : midnight);
        }

        if (Decision.Entry is { } entry)
        {
            AddQueueItem(batch, entry);
        }

        if (Decision.Action is ReplyAction.Auto)
        {
            AddReply(batch);
        }
    }

    private void AddExecution(NpgsqlBatch batch) =>
        batch.Add("""
            INSERT INTO pattern_execution_history
                (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, similarity,
                 margin, match_probability, decision_confidence, execution_mode, would_mode, outcome, response, reasons, created_at, match_head, match_model,
                 traceparent)
            VALUES ($1, $2, $3, $4, $5, (SELECT confidence_score FROM decision_patterns WHERE id = $1), $6, $7,
                    $8, $9, $10, $11, $12, $13, $14, $15::json, $16, $17, $18, $19)
            """, Decision.PatternId, Decision.PatternVersion, Question.Id, ConversationId, Question.Text, Name(Decision.Match.Kind),
            Decision.Match.Similarity, Decision.Match.Margin, Decision.Match.Probability, Decision.Confidence, Name(Decision.Action),
            Name(Decision.Would), Decision.Action is ReplyAction.Shadow ? "observed" : "pending", Reply?.Text,
            JsonSerializer.Serialize(Decision, DecisionJson.Default.Decision), Now,
            Decision.Match.Head is { } head ? Name(head) : null, Decision.Match.Model, Traceparent);

    private void AddQueueItem(NpgsqlBatch batch, QueueEntryKind kind) =>
        batch.Add($"""
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind,
                 proposed_response, unfilled, reason, expires_at, created_at)
            VALUES ({Execution}, $2, $3, $4, $1, $5, $6, $7, $8, $9, $10, $11)
            """, Question.Id, Decision.PatternId, Decision.PatternVersion, ConversationId, Question.Text, Name(kind),
            Decision.ProposesReply ? Reply?.Text : null, Reply?.Unfilled.ToArray() ?? [], Decision.Sentence,
            Now + Config.SuggestionExpiry, Now);

    private void AddReply(NpgsqlBatch batch)
    {
        var suffix = Config.AutomatedReplySuffix;
        var text = suffix.Length > 0 ? $"{Reply!.Text}\n{suffix}" : Reply!.Text;
        batch.Add($"""
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            VALUES ({Execution}, $2, 'auto', $3, $4, $5)
            RETURNING id
            """, Question.Id, ConversationId, text, Now + Config.AutoSendDelay, Now);
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
