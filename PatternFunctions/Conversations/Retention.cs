using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>Erases customers' texts that are older than <c>retention_days</c>. Counts, and the rows that they rest on, stay.</summary>
public sealed partial class Retention(NpgsqlDataSource dataSource, TimeProvider clock, ILogger<Retention> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var before = now.AddDays(-config.RetentionDays);
        await connection.Command("UPDATE outbound_replies SET text = '' WHERE created_at < $1 AND text <> ''", before).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_execution_queue
            SET customer_message = '', proposed_response = NULL, final_response = NULL, reason = NULL
            WHERE created_at < $1 AND status <> 'pending' AND (customer_message <> '' OR proposed_response IS NOT NULL OR final_response IS NOT NULL)
            """, before).ExecuteAsync(cancellationToken);
        var questions = await connection.Command("""
            UPDATE pattern_execution_history
            SET customer_message = '', response = NULL, human_response = NULL
            WHERE created_at < $1 AND (customer_message <> '' OR response IS NOT NULL OR human_response IS NOT NULL)
            """, before).ExecuteAsync(cancellationToken);
        var examples = await connection.Command("DELETE FROM pattern_learning_examples WHERE created_at < $1", before).ExecuteAsync(cancellationToken);
        var messages = await connection.Command("DELETE FROM conversation_messages WHERE sent_at < $1", before).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM calls WHERE first_event_at < $1", before).ExecuteAsync(cancellationToken);
        // The words that patterns took over from customers as they stood; what a pattern is about stays with it.
        await connection.Command("DELETE FROM pattern_signatures WHERE source IN ('approved', 'imported') AND created_at < $1", before).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM ai_calls WHERE called_at < $1", before).ExecuteAsync(cancellationToken);
        // Nobody keeps figures for so long that these could still matter.
        await connection.Command("DELETE FROM past_changes WHERE changed_at < now() - interval '2 days'").ExecuteAsync(cancellationToken);
        var letters = await connection.Command("DELETE FROM dead_letters WHERE created_at < $1", before).ExecuteAsync(cancellationToken);
        if (questions + examples + messages + letters > 0)
        {
            await AuditLog.WriteAsync(
                connection, Caller.Schedule, "retention.kept", "customers", before: null,
                new JsonObject { ["questions"] = questions, ["examples"] = examples, ["messages"] = messages, ["dead_letters"] = letters }, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        LogKept(messages, questions, examples);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Messages} messages, {Examples} examples and the words of {Questions} questions are gone.")]
    private partial void LogKept(int messages, int questions, int examples);
}
