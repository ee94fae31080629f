using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Review;

/// <summary>What waits for operators, and their verdicts. A verdict is compare-and-set: whoever comes second learns of the first.</summary>
public sealed class ReviewQueue(NpgsqlDataSource dataSource, WorkQueues queues, TimeProvider clock)
{
    public Task<List<QueueItem>> ListPendingAsync(int limit, CancellationToken cancellationToken) =>
        dataSource.Command($"""
            SELECT {QueueItem.Columns}
            FROM pattern_execution_queue q
            WHERE q.status = 'pending' AND q.expires_at > $1
            ORDER BY q.created_at DESC, q.id DESC
            LIMIT $2
            """, clock.GetUtcNow(), limit).ListAsync(QueueItem.Read, cancellationToken);

    public Task<QueueItem?> FindAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {QueueItem.Columns} FROM pattern_execution_queue q WHERE q.id = $1", id)
            .FirstOrDefaultAsync(QueueItem.Read, cancellationToken);

    /// <summary>Sends the proposed response as it stands.</summary>
    public Task<VerdictOutcome> ApproveAsync(long id, string actor, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Approved, FinalResponse: null, Reason: null), actor, cancellationToken);

    /// <summary>Sends what the operator made of the proposal.</summary>
    public Task<VerdictOutcome> ModifyAsync(long id, string response, string actor, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Modified, response, Reason: null), actor, cancellationToken);

    public Task<VerdictOutcome> RejectAsync(long id, string? reason, string actor, CancellationToken cancellationToken) =>
        DecideAsync(id, new Verdict(OperatorVerdict.Rejected, FinalResponse: null, reason), actor, cancellationToken);

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
            WHERE id IN (SELECT execution_id FROM expired)
            """, clock.GetUtcNow()).ExecuteAsync(cancellationToken);

    private async Task<VerdictOutcome> DecideAsync(long id, Verdict verdict, string actor, CancellationToken cancellationToken)
    {
        var outcome = await RecordAsync(id, verdict, actor, cancellationToken);
        if (outcome is VerdictOutcome.Recorded { ReplyId: { } replyId })
        {
            // If this fails, the verdict stands and Sweep announces the text again.
            await queues.SendAsync(WorkQueues.OutboundReplies, new OutboundReply(replyId), TimeSpan.Zero, cancellationToken);
        }

        return outcome;
    }

    private async Task<VerdictOutcome> RecordAsync(long id, Verdict verdict, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var item = await connection
            .Command($"SELECT {QueueItem.Columns} FROM pattern_execution_queue q WHERE q.id = $1 FOR NO KEY UPDATE", id)
            .FirstOrDefaultAsync(QueueItem.Read, cancellationToken);
        if (item is null)
        {
            return new VerdictOutcome.NotFound();
        }

        if (item.Status != "pending" || item.ExpiresAt <= now)
        {
            return new VerdictOutcome.AlreadyDecided(item with { Status = item.Status == "pending" ? "expired" : item.Status });
        }

        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        if (verdict.Sends && Refusal(item, verdict, config) is { } refusal)
        {
            return refusal;
        }

        if (item is { PatternId: { } patternId, PatternVersion: { } version })
        {
            await PatternVerdicts.RecordAsync(
                connection, new PatternUse(patternId, version, item.ExecutionId), verdict.Kind, config, actor, now, cancellationToken);
        }

        var decided = item with
        {
            Status = verdict.Name,
            FinalResponse = verdict.Sends ? verdict.FinalResponse ?? item.ProposedResponse : null,
            Reason = verdict.Reason,
            DecidedBy = actor,
            DecidedAt = now,
        };
        var replyId = await WriteAsync(connection, decided, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new VerdictOutcome.Recorded(decided, replyId);
    }

    private static VerdictOutcome? Refusal(QueueItem item, Verdict verdict, LearningConfig config) =>
        !config.Enabled ? new VerdictOutcome.NotSending("The system is switched off, so nothing can be sent.")
        : config.ShadowMode ? new VerdictOutcome.NotSending("Shadow mode is on, so nothing can be sent.")
        : verdict.FinalResponse is { } text ? ProblemOf(text) is { } problem ? new VerdictOutcome.NotSendable(problem) : null
        : item.Unfilled.Count > 0 || item.ProposedResponse is null ? new VerdictOutcome.HasBlanks(item.Unfilled)
        : null;

    private static string? ProblemOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? "The response is empty."
        : text.Length > Template.MaxLength ? $"The response is longer than {Template.MaxLength} characters."
        : TemplateRenderer.HasBlank(text) || text.Contains("{{", StringComparison.Ordinal) ? "The response still has a blank."
        : null;

    private static async Task<long?> WriteAsync(NpgsqlConnection connection, QueueItem item, CancellationToken cancellationToken)
    {
        await connection.Command("""
            WITH decided AS (
                UPDATE pattern_execution_queue
                SET status = $2, final_response = $3, reason = $4, decided_by = $5, decided_at = $6
                WHERE id = $1
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = $2, response = $3, operator = $5, outcome_at = $6
            WHERE id IN (SELECT execution_id FROM decided)
            """, item.Id, item.Status, item.FinalResponse, item.Reason, item.DecidedBy, item.DecidedAt)
            .ExecuteAsync(cancellationToken);
        if (item is { Status: "approved", PatternId: { } patternId })
        {
            // From now on these very words are known. A wording that belongs to another pattern stays there.
            await connection.Command("""
                INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
                VALUES ($1, $2, $3, 'approved', $4)
                ON CONFLICT (signature) DO NOTHING
                """, PatternSignature.Of(item.CustomerMessage), patternId, item.CustomerMessage, item.DecidedAt)
                .ExecuteAsync(cancellationToken);
        }

        return item.FinalResponse is null ? null : await connection.Command("""
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $5)
            RETURNING id
            """, item.ExecutionId, item.ConversationId, item.Status, item.FinalResponse, item.DecidedAt)
            .ScalarAsync<long>(cancellationToken);
    }

    private sealed record Verdict(OperatorVerdict Kind, string? FinalResponse, string? Reason)
    {
        public bool Sends => Kind is not OperatorVerdict.Rejected;

        public string Name => Kind.ToString().ToLowerInvariant();
    }
}
