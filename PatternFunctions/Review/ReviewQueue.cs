using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Review;

/// <summary>What waits for operators, and their verdicts. A verdict is compare-and-set: whoever comes second learns of the first.</summary>
public sealed class ReviewQueue(NpgsqlDataSource dataSource, WorkQueues queues, TimeProvider clock)
{
    public Task<QueueItem?> FindAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {QueueItem.Columns} FROM pattern_execution_queue q WHERE q.id = $1", id)
            .FirstOrDefaultAsync(QueueItem.Read, cancellationToken);

    /// <summary>Sends the proposed response as it stands.</summary>
    /// <param name="idempotencyKey">Of the request: its repetition by the same caller gets the same answer. So with the others.</param>
    public Task<VerdictOutcome> ApproveAsync(long id, Caller caller, string? idempotencyKey, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Approved, FinalResponse: null, Reason: null, idempotencyKey), caller, cancellationToken);

    /// <summary>Sends what the operator made of the proposal.</summary>
    public Task<VerdictOutcome> ModifyAsync(long id, string response, Caller caller, string? idempotencyKey, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Modified, response, Reason: null, idempotencyKey), caller, cancellationToken);

    public Task<VerdictOutcome> RejectAsync(long id, string? reason, Caller caller, string? idempotencyKey, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Rejected, FinalResponse: null, reason, idempotencyKey), caller, cancellationToken);

    /// <summary>Puts it aside without a verdict: seen, or settled by telephone.</summary>
    public Task<VerdictOutcome> CancelAsync(long id, Caller caller, string? idempotencyKey, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(Kind: null, FinalResponse: null, Reason: null, idempotencyKey), caller, cancellationToken);

    /// <summary>Ends what nobody has looked at in time.</summary>
    public Task ExpireAsync(CancellationToken cancellationToken) =>
        dataSource.Command("""
            WITH expired AS (
                UPDATE pattern_execution_queue
                SET status = 'expired', decided_at = $1
                WHERE status = 'pending' AND expires_at <= $1
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'expired', outcome_at = $1
            WHERE id IN (SELECT execution_id FROM expired) AND outcome = 'pending'
            """, clock.GetUtcNow()).ExecuteAsync(cancellationToken);

    private async Task<VerdictOutcome> DecideAsync(long id, Verdict verdict, Caller caller, CancellationToken cancellationToken)
    {
        var outcome = await RecordAsync(id, verdict, caller, cancellationToken);
        if (outcome is VerdictOutcome.Recorded { ReplyId: { } replyId, Item: var item, Delay: var delay })
        {
            // If this fails, the verdict stands and Sweep announces the text again.
            var asked = await dataSource.Command("SELECT traceparent FROM pattern_execution_history WHERE id = $1", item.ExecutionId)
                .ScalarAsync<string>(cancellationToken);
            Signals.Link(asked);
            await queues.SendAsync(
                WorkQueues.OutboundReplies, new OutboundReply(replyId) { Traceparent = asked }, delay, cancellationToken);
        }

        return outcome;
    }

    private async Task<VerdictOutcome> RecordAsync(long id, Verdict verdict, Caller caller, CancellationToken cancellationToken)
    {
        // In whole microseconds, as it is stored: a repeated request gets the very same answer.
        var now = new DateTimeOffset(clock.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        if (await VerdictGrounds.ReadLockedAsync(connection, id, cancellationToken) is not { Item: { } item } grounds)
        {
            return new VerdictOutcome.NotFound();
        }

        if (verdict.IsRepeated(item, caller))
        {
            return item.Status == verdict.Name && (verdict.FinalResponse is null || verdict.FinalResponse == item.FinalResponse)
                ? new VerdictOutcome.Recorded(item)
                : new VerdictOutcome.KeyReused();
        }

        if (item.Status == "pending" && verdict.IdempotencyKey is not null && verdict.IdempotencyKey == item.IdempotencyKey)
        {
            // The verdict of this very request was taken back since.
            return new VerdictOutcome.KeyReused();
        }

        if (item.Status != "pending" || item.ExpiresAt <= now)
        {
            return new VerdictOutcome.AlreadyDecided(item with { Status = item.Status == "pending" ? "expired" : item.Status });
        }

        var config = grounds.Config;
        if (verdict.Sends && Refusal(item, verdict, grounds) is { } refusal)
        {
            return refusal;
        }

        var decided = item with
        {
            Status = verdict.Name,
            FinalResponse = verdict.Sends ? verdict.FinalResponse ?? item.ProposedResponse : null,
            Reason = verdict.Reason,
            DecidedBy = caller.Name,
            DecidedAt = now,
            IdempotencyKey = verdict.IdempotencyKey,
        };
        var (replyId, cancelled) = await WriteAsync(connection, decided, verdict, grounds, caller, cancellationToken);
        await Handover.ToOperatorsAsync(
            connection, cancelled, $"{caller.Name} was at work in the conversation.", now + config.SuggestionExpiry, now, cancellationToken);
        await AuditLog.WriteAsync(
            connection, caller, $"queue.{decided.Status}", string.Create(CultureInfo.InvariantCulture, $"queue/{id}"),
            new() { ["status"] = item.Status }, new() { ["status"] = decided.Status, ["pattern_id"] = item.PatternId, ["reply_id"] = replyId },
            now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new VerdictOutcome.Recorded(decided, replyId, config.ApprovedSendDelay);
    }

    private static VerdictOutcome? Refusal(QueueItem item, Verdict verdict, VerdictGrounds grounds) =>
        grounds.OptedOut ? new VerdictOutcome.NotSending("The customer has opted out, so nothing can be sent.")
        : !grounds.Config.Enabled ? new VerdictOutcome.NotSending("The system is switched off, so nothing can be sent.")
        : grounds.Config.ShadowMode ? new VerdictOutcome.NotSending("Shadow mode is on, so nothing can be sent.")
        : verdict.FinalResponse is { } text ? ProblemOf(text) is { } problem ? new VerdictOutcome.NotSendable(problem) : null
        : item.Unfilled.Count > 0 || item.ProposedResponse is null ? new VerdictOutcome.HasBlanks(item.Unfilled)
        : null;

    private static string? ProblemOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? "The response is empty."
        : text.Length > Template.MaxLength ? $"The response is longer than {Template.MaxLength} characters."
        : TemplateRenderer.HasBlank(text) || text.Contains("{{", StringComparison.Ordinal) ? "The response still has a blank."
        : null;

    /// <summary>In one round trip.</summary>
    /// <returns>The reply that is to be sent, if any; and the executions whose automatic replies were taken back.</returns>
    private static async Task<(long? ReplyId, List<long> Cancelled)> WriteAsync(
        NpgsqlConnection connection, QueueItem item, Verdict verdict, VerdictGrounds grounds, Caller caller, CancellationToken cancellationToken)
    {
        var now = item.DecidedAt!.Value;
        await using var batch = new NpgsqlBatch(connection);
        var moves = !grounds.IsJudged && verdict.Kind is not null && item is { PatternId: not null, PatternVersion: not null };
        if (moves)
        {
            PatternVerdicts.AddTo(
                batch, new PatternUse(item.PatternId!.Value, item.PatternVersion!.Value, item.ExecutionId), verdict.Kind!.Value, grounds.Confidence,
                grounds.Config, caller.Name, now);
        }

        batch.Add("""
            WITH decided AS (
                UPDATE pattern_execution_queue
                SET status = $2, final_response = $3, reason = $4, decided_by = $5, decided_at = $6, idempotency_key = $7
                WHERE id = $1
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = CASE WHEN outcome = 'contradicted' THEN outcome ELSE $2 END,
                response = COALESCE($3, response), operator = $5, outcome_at = $6
            WHERE id IN (SELECT execution_id FROM decided)
            """, item.Id, item.Status, item.FinalResponse, item.Reason, item.DecidedBy, now, item.IdempotencyKey);
        if (item is { Status: "approved", PatternId: { } patternId })
        {
            // From now on these very words are known. A wording that belongs to another pattern stays there.
            Wordings.AddApproval(batch, patternId, item.CustomerMessage, now);
        }

        if (verdict.Kind is OperatorVerdict.Modified)
        {
            // Words of a person's own: from here on they lead the conversation.
            batch.Add("UPDATE conversations SET human_until = GREATEST(human_until, $2) WHERE id = $1", item.ConversationId, now + grounds.Config.Takeover);
        }

        // Whatever it says, a person is at work in this conversation.
        ScheduledReplies.AddTo(batch, item.ConversationId, upTo: null, "operator_decided", now);
        if (item.FinalResponse is not null)
        {
            batch.Add("""
                INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                RETURNING id
                """, item.ExecutionId, item.ConversationId, item.Status, item.FinalResponse, now + grounds.Config.ApprovedSendDelay, now);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var cancelled = await reader.NextListAsync(row => row.GetInt64(0), cancellationToken);
        var replyId = item.FinalResponse is null ? null : await reader.NextScalarAsync<long?>(cancellationToken);
        if (moves)
        {
            Signals.ConfidenceMoved(verdict.Name);
        }

        return (replyId, cancelled);
    }

    /// <param name="Kind">Null for none: the item is put aside.</param>
    /// <param name="FinalResponse">The operator's own words, if any.</param>
    /// <param name="Reason">Why, if said.</param>
    /// <param name="IdempotencyKey">Of the request, if it had one.</param>
    private sealed record Verdict(OperatorVerdict? Kind, string? FinalResponse, string? Reason, string? IdempotencyKey)
    {
        public bool IsRepeated(QueueItem decided, Caller caller) =>
            IdempotencyKey is not null && IdempotencyKey == decided.IdempotencyKey && decided.DecidedBy == caller.Name;

        public bool Sends => Kind is OperatorVerdict.Approved or OperatorVerdict.Modified;

        public string Name => Kind?.ToString().ToLowerInvariant() ?? "cancelled";
    }
}
