using System.Text.Json;
using Npgsql;
using PatternFunctions.Functions;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Scenario;

/// <summary>What the app has still to do, read from its tables.</summary>
internal sealed class WaitingWorkReader(NpgsqlDataSource psql)
{
    /// <returns>Texts to be decided, learned from or sent, and proposals about to expire; the earliest first.</returns>
    public async Task<IReadOnlyList<WaitingWork>> ReadAsync(CancellationToken cancellationToken)
    {
        var texts = await psql.Command("""
            SELECT m.sender, m.id,
                   CASE m.sender
                       WHEN 'customer' THEN max(m.received_at) OVER (PARTITION BY m.conversation_id, m.sender) + burst.seconds
                       ELSE (SELECT max(o.sent_at) FROM conversation_messages o
                             WHERE o.conversation_id = m.conversation_id AND o.direction = 'outgoing') + answer.seconds
                   END
            FROM conversation_messages m
            CROSS JOIN (SELECT config_value::int * interval '1 second' AS seconds
                        FROM pattern_learning_config WHERE config_key = 'burst_window_seconds') burst
            CROSS JOIN (SELECT config_value::int * interval '1 second' AS seconds
                        FROM pattern_learning_config WHERE config_key = 'answer_window_seconds') answer
            CROSS JOIN (SELECT FROM pattern_learning_config WHERE config_key = 'enabled' AND config_value = 'true') enabled
            WHERE m.processed_at IS NULL AND m.sender IN ('customer', 'operator')
            """).ListAsync(
            reader => reader.GetString(0) == "customer"
                ? new WaitingWork(
                    nameof(MatchMessage), JsonSerializer.Serialize(new InboundMessage(reader.GetString(1)), WorkJson.Default.InboundMessage),
                    reader.GetFieldValue<DateTimeOffset>(2))
                : new WaitingWork(
                    nameof(LearnFromReply), JsonSerializer.Serialize(new OperatorReply(reader.GetString(1)), WorkJson.Default.OperatorReply),
                    reader.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);
        var examples = await psql.Command("""
            SELECT answer_message_id, created_at
            FROM pattern_learning_examples
            WHERE status = 'waiting' AND reason IS NULL
            """).ListAsync(
            reader => new WaitingWork(
                nameof(LearnFromReply), JsonSerializer.Serialize(new OperatorReply(reader.GetString(0)), WorkJson.Default.OperatorReply),
                reader.GetFieldValue<DateTimeOffset>(1)),
            cancellationToken);
        var replies = await psql.Command("""
            SELECT id, due_at
            FROM outbound_replies
            WHERE status IN ('scheduled', 'sending')
            """).ListAsync(
            reader => new WaitingWork(
                nameof(SendReply), JsonSerializer.Serialize(new OutboundReply(reader.GetInt64(0)), WorkJson.Default.OutboundReply),
                reader.GetFieldValue<DateTimeOffset>(1)),
            cancellationToken);
        var proposals = await psql.Command("SELECT expires_at FROM pattern_execution_queue WHERE status = 'pending'")
            .ListAsync(reader => new WaitingWork(nameof(Sweep), "", reader.GetFieldValue<DateTimeOffset>(0)), cancellationToken);
        return [.. texts.Concat(examples).Concat(replies).Concat(proposals).OrderBy(work => work.DueAt)];
    }

    /// <returns>How many events the app has come to an end with, whatever became of them.</returns>
    public Task<long> CountEventsAsync(CancellationToken cancellationToken) =>
        psql.Command("SELECT COALESCE(sum(events), 0)::bigint FROM event_counts").ScalarAsync<long>(cancellationToken);

    /// <returns>The last UTC day for which the decay has run.</returns>
    public Task<DateOnly> LastDecayAsync(CancellationToken cancellationToken) =>
        psql.Command("SELECT COALESCE(max(day), '0001-01-01') FROM decay_runs").ScalarAsync<DateOnly>(cancellationToken);
}
