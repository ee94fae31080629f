using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// Stops all automatic sending: every claim reads the switch afresh. What is scheduled is withdrawn by the database
/// (0005_create_config.sql), however the switch is thrown or released, and goes to operators.
/// </summary>
public sealed class KillSwitch(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <returns>How many scheduled replies were withdrawn.</returns>
    public async Task<int> SetAsync(bool on, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await connection.Command("SELECT config_value FROM pattern_learning_config WHERE config_key = 'kill_switch' FOR UPDATE")
            .ScalarAsync<string>(cancellationToken);
        await connection.Command("""
            INSERT INTO pattern_learning_config (config_key, config_value, value_type, description, updated_at, updated_by)
            VALUES ('kill_switch', $1, 'boolean', '', $2, $3)
            ON CONFLICT (config_key) DO UPDATE
            SET config_value = EXCLUDED.config_value, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
            """, on ? "true" : "false", now, caller.Name).ExecuteAsync(cancellationToken);
        var withdrawn = await HandOverAsync(connection, now, cancellationToken);
        await AuditLog.WriteAsync(
            connection, caller, "config.changed", "config/kill_switch", new() { ["value"] = before },
            new() { ["value"] = on ? "true" : "false", ["withdrawn"] = withdrawn }, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return withdrawn;
    }

    /// <summary>For a switch that was thrown by plain SQL.</summary>
    public async Task HandOverAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await HandOverAsync(connection, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> HandOverAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var withdrawn = await connection.Command("""
            WITH withdrawn AS (
                UPDATE outbound_replies
                SET finished_at = $1
                WHERE status = 'cancelled' AND finished_at IS NULL
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'cancelled', outcome_at = $1
            WHERE id IN (SELECT execution_id FROM withdrawn)
            RETURNING id
            """, now).ListAsync(reader => reader.GetInt64(0), cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        if (config is { Enabled: true, ShadowMode: false })
        {
            await Handover.ToOperatorsAsync(
                connection, withdrawn, "Not sent: the kill switch was used.", now + config.SuggestionExpiry, now, cancellationToken);
        }

        return withdrawn.Count;
    }
}
