using System.Text.Json;
using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Conversations;

/// <summary>Writes a decision down with what follows from it, within the transaction that read its grounds.</summary>
public sealed record DecisionRecord(
    NpgsqlConnection Connection, long ConversationId, Question Question, Decision Decision, RenderedReply? Reply,
    LearningConfig Config, DateTimeOffset Now)
{
    /// <returns>The automatic reply that is now scheduled, if any.</returns>
    public async Task<long?> WriteAsync(CancellationToken cancellationToken)
    {
        var executionId = await AddExecutionAsync(cancellationToken);
        await MarkTextsAsync(cancellationToken);
        if (Decision.Would is not ReplyAction.Shadow && Decision.PatternId is { } patternId)
        {
            await Connection.Command("UPDATE decision_patterns SET last_used_at = GREATEST(last_used_at, $2) WHERE id = $1", patternId, Now)
                .ExecuteAsync(cancellationToken);
        }

        if (Decision.Entry is { } entry)
        {
            await AddQueueItemAsync(executionId, entry, cancellationToken);
        }

        return Decision.Action is ReplyAction.Auto ? await ScheduleAsync(executionId, cancellationToken) : null;
    }

    private Task<long> AddExecutionAsync(CancellationToken cancellationToken) =>
        Connection.Command("""
            INSERT INTO pattern_execution_history
                (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, similarity,
                 margin, match_probability, decision_confidence, execution_mode, would_mode, outcome, response, reasons, created_at, match_head, match_model,
                 traceparent)
            VALUES ($1, $2, $3, $4, $5, (SELECT confidence_score FROM decision_patterns WHERE id = $1), $6, $7,
                    $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18,
                    $19)
            RETURNING id
            """, Decision.PatternId, Decision.PatternVersion, Question.Id, ConversationId, Question.Text, Name(Decision.Match.Kind),
            Decision.Match.Similarity, Decision.Match.Margin, Decision.Match.Probability, Decision.Confidence, Name(Decision.Action),
            Name(Decision.Would), Decision.Action is ReplyAction.Shadow ? "observed" : "pending", Reply?.Text,
            JsonSerializer.Serialize(Decision, DecisionJson.Default.Decision), Now,
            Decision.Match.Head is { } head ? Name(head) : null, Decision.Match.Model, Signals.Traceparent).ScalarAsync<long>(cancellationToken);

    private Task MarkTextsAsync(CancellationToken cancellationToken) =>
        Connection.Command("""
            UPDATE conversation_messages
            SET processed_at = $3, burst_id = $2
            WHERE id = ANY ($1)
            """, Question.Texts.Select(text => text.Id).ToArray(), Question.Id, Now).ExecuteAsync(cancellationToken);

    private Task AddQueueItemAsync(long executionId, QueueEntryKind kind, CancellationToken cancellationToken) =>
        Connection.Command("""
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind,
                 proposed_response, unfilled, reason, expires_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, executionId, Decision.PatternId, Decision.PatternVersion, ConversationId, Question.Id, Question.Text, Name(kind),
            Decision.ProposesReply ? Reply?.Text : null, Reply?.Unfilled.ToArray() ?? [], Decision.Sentence,
            Now + Config.SuggestionExpiry, Now).ExecuteAsync(cancellationToken);

    private async Task<long?> ScheduleAsync(long executionId, CancellationToken cancellationToken)
    {
        var suffix = Config.AutomatedReplySuffix;
        var text = suffix.Length > 0 ? $"{Reply!.Text}\n{suffix}" : Reply!.Text;
        return await Connection.Command("""
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            VALUES ($1, $2, 'auto', $3, $4, $5)
            RETURNING id
            """, executionId, ConversationId, text, Now + Config.AutoSendDelay, Now).ScalarAsync<long>(cancellationToken);
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
