using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>Takes a text back that was not sent, within the caller's transaction; its question goes to operators.</summary>
internal static class Withdrawal
{
    /// <param name="connection">Holds the locks of the conversation and of the reply.</param>
    /// <param name="replyId">Not sent, and not being sent.</param>
    /// <param name="reason">Short, snake_case.</param>
    /// <param name="sentence">The same for people.</param>
    /// <param name="gatesJson">What was found, if the gates were checked.</param>
    /// <param name="config">As of now.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task CancelAsync(
        NpgsqlConnection connection, long replyId, string reason, string? sentence, string? gatesJson, LearningConfig config,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var executionId = await connection.Command("""
            WITH cancelled AS (
                UPDATE outbound_replies
                SET status = 'cancelled', reason = $2, gates = COALESCE($3::json, gates), finished_at = $4
                WHERE id = $1
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = CASE WHEN outcome = 'contradicted' THEN outcome ELSE 'cancelled' END, outcome_at = $4
            WHERE id IN (SELECT execution_id FROM cancelled)
            RETURNING id
            """, replyId, reason, gatesJson, now).ScalarAsync<long>(cancellationToken);
        if (config is { Enabled: true, ShadowMode: false })
        {
            await Handover.ToOperatorsAsync(
                connection, [executionId], $"Not sent: {sentence}", now + config.SuggestionExpiry, now, cancellationToken);
        }
    }
}
