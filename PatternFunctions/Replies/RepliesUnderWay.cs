using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>What is about to go out, for operators to see and to stop.</summary>
public sealed class RepliesUnderWay(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string Select = """
        SELECT r.id, r.execution_id, r.conversation_id, h.customer_message, r.kind, r.text, r.status, r.reason, r.due_at,
               CASE WHEN r.kind <> 'auto' THEN h.operator END
        FROM outbound_replies r
        JOIN pattern_execution_history h ON h.id = r.execution_id
        """;

    public Task<List<ReplyUnderWay>> ListAsync(int limit, CancellationToken cancellationToken) =>
        dataSource.Command($"""
            {Select}
            WHERE r.status IN ('scheduled', 'sending', 'unknown')
            ORDER BY r.due_at, r.id
            LIMIT $1
            """, limit).ListAsync(Read, cancellationToken);

    /// <summary>Keeps a scheduled text back, and with it the approval, if it was approved; its question goes to the queue.</summary>
    /// <returns>The reply as it stands now, and whether this call cancelled it; null if there is none.</returns>
    public async Task<CancelOutcome?> CancelAsync(long replyId, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var scheduled = await ScheduledReply.ReadLockedAsync(connection, replyId, cancellationToken);
        if (scheduled is not null)
        {
            await CancelAsync(connection, scheduled, caller.Name, now, cancellationToken);
        }
        else
        {
            // The call may fail; then it is not tried again.
            await connection.Command("UPDATE outbound_replies SET reason = 'operator_cancelled' WHERE id = $1 AND status = 'sending'", replyId)
                .ExecuteAsync(cancellationToken);
        }

        var found = await connection.Command($"{Select} WHERE r.id = $1", replyId).FirstOrDefaultAsync(Read, cancellationToken);
        if (scheduled is not null)
        {
            await AuditLog.WriteAsync(
                connection, caller, scheduled.IsAutomatic ? "reply.cancelled" : "reply.taken_back", string.Create(CultureInfo.InvariantCulture, $"replies/{replyId}"),
                new() { ["status"] = "scheduled" }, new() { ["status"] = found?.Status }, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return found is null ? null : new CancelOutcome(found, scheduled is not null);
    }

    private static async Task CancelAsync(
        NpgsqlConnection connection, ScheduledReply reply, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expiresAt = now + (await ConfigStore.ReadAsync(connection, cancellationToken)).SuggestionExpiry;
        await connection.Command("UPDATE outbound_replies SET status = 'cancelled', reason = 'operator_cancelled', finished_at = $2 WHERE id = $1", reply.Id, now)
            .ExecuteAsync(cancellationToken);
        if (!reply.IsAutomatic)
        {
            await TakenBack.ReopenAsync(connection, reply.ExecutionId, actor, expiresAt, now, cancellationToken);
            return;
        }

        await connection.Command("""
            UPDATE pattern_execution_history
            SET outcome = CASE WHEN outcome = 'contradicted' THEN outcome ELSE 'cancelled' END, operator = $3, outcome_at = $2
            WHERE id = $1
            """, reply.ExecutionId, now, actor).ExecuteAsync(cancellationToken);
        await Handover.ToOperatorsAsync(
            connection, [reply.ExecutionId], $"{actor} cancelled the automatic reply.", expiresAt, now, cancellationToken);
    }

    private static ReplyUnderWay Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        ExecutionId = reader.GetInt64(1),
        ConversationId = reader.GetInt64(2),
        CustomerMessage = reader.GetString(3),
        Kind = reader.GetString(4),
        Text = reader.GetString(5),
        Status = reader.GetString(6),
        Reason = reader.Nullable<string>(7),
        DueAt = reader.GetFieldValue<DateTimeOffset>(8),
        ApprovedBy = reader.Nullable<string>(9),
    };
}

/// <param name="Reply">As it stands now.</param>
/// <param name="IsCancelled">By this call; false if it was too late.</param>
public sealed record CancelOutcome(ReplyUnderWay Reply, bool IsCancelled);
