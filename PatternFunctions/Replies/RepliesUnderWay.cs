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
        SELECT r.id, r.execution_id, r.conversation_id, h.customer_message, r.kind, r.text, r.status, r.reason, r.due_at
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

    /// <summary>Keeps a scheduled text back; the question of an automatic one goes to the queue.</summary>
    /// <returns>The reply as it stands now, and whether this call cancelled it; null if there is none.</returns>
    public async Task<CancelOutcome?> CancelAsync(long replyId, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isCancelled = await ScheduledReply.ReadLockedAsync(connection, replyId, cancellationToken) is not null;
        if (isCancelled)
        {
            await CancelAsync(connection, replyId, caller.Name, now, cancellationToken);
        }
        else
        {
            // The call may fail; then it is not tried again.
            await connection.Command("UPDATE outbound_replies SET reason = 'operator_cancelled' WHERE id = $1 AND status = 'sending'", replyId)
                .ExecuteAsync(cancellationToken);
        }

        var found = await connection.Command($"{Select} WHERE r.id = $1", replyId).FirstOrDefaultAsync(Read, cancellationToken);
        if (isCancelled)
        {
            await AuditLog.WriteAsync(
                connection, caller, "reply.cancelled", string.Create(CultureInfo.InvariantCulture, $"replies/{replyId}"),
                new() { ["status"] = "scheduled" }, new() { ["status"] = found?.Status }, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return found is null ? null : new CancelOutcome(found, isCancelled);
    }

    private static async Task CancelAsync(
        NpgsqlConnection connection, long replyId, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var executions = await connection.Command("""
            WITH cancelled AS (
                UPDATE outbound_replies
                SET status = 'cancelled', reason = 'operator_cancelled', finished_at = $2
                WHERE id = $1
                RETURNING execution_id, kind
            )
            UPDATE pattern_execution_history h
            SET outcome = CASE WHEN h.outcome = 'contradicted' THEN h.outcome ELSE 'cancelled' END, operator = $3, outcome_at = $2
            FROM cancelled c
            WHERE h.id = c.execution_id
            RETURNING CASE WHEN c.kind = 'auto' THEN h.id END
            """, replyId, now, actor).ListAsync(reader => reader.Nullable<long?>(0), cancellationToken);
        await Handover.ToOperatorsAsync(
            connection, [.. executions.OfType<long>()], $"{actor} cancelled the automatic reply.", now + config.SuggestionExpiry, now,
            cancellationToken);
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
    };
}

/// <param name="Reply">As it stands now.</param>
/// <param name="IsCancelled">By this call; false if it was too late.</param>
public sealed record CancelOutcome(ReplyUnderWay Reply, bool IsCancelled);
