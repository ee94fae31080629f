using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Imports;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// Erases a person: what they wrote, what was written to them, their name and number. What remains are rows without
/// words, so that counts and patterns' evidence stay as they are, and a stop, which has to be kept to be obeyed.
/// </summary>
public sealed class CustomerForgetting(NpgsqlDataSource dataSource, EventBodies bodies, ImportFiles uploads, TimeProvider clock)
{
    private const string Conversations = """
        SELECT id
        FROM conversations
        WHERE customer_phone = $1 OR $1 = ANY (string_to_array(participants, ','))
        """;

    /// <param name="phone">E.164.</param>
    public async Task<ForgottenCustomer> ForgetAsync(string phone, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In line with whatever is being stored, decided or sent in these conversations.
        var ids = (await connection.Command($"{Conversations} ORDER BY id FOR UPDATE", phone)
            .ListAsync(reader => reader.GetInt64(0), cancellationToken)).ToArray();
        var wordings = await ForgetWordingsAsync(connection, ids, cancellationToken);
        await ImportForgetting.ForgetAsync(connection, uploads, ids, phone, now, cancellationToken);
        await connection.Command("""
            UPDATE outbound_replies
            SET text = '', openphone_message_id = NULL, gates = NULL,
                status = CASE WHEN status = 'scheduled' THEN 'cancelled' ELSE status END,
                finished_at = COALESCE(finished_at, $2),
                reason = CASE WHEN status = 'scheduled' THEN 'forgotten' ELSE reason END
            WHERE conversation_id = ANY ($1)
            """, ids, now).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_execution_queue
            SET customer_message = '', proposed_response = NULL, final_response = NULL, reason = NULL, message_id = 'forgotten:' || id,
                status = CASE WHEN status = 'pending' THEN 'cancelled' ELSE status END
            WHERE conversation_id = ANY ($1)
            """, ids).ExecuteAsync(cancellationToken);
        var questions = await connection.Command("""
            UPDATE pattern_execution_history
            SET customer_message = '', response = NULL, human_response = NULL, message_id = 'forgotten:' || id, reasons = (reasons::jsonb - 'sentence')::json,
                outcome = CASE WHEN outcome = 'pending' THEN 'cancelled' ELSE outcome END
            WHERE conversation_id = ANY ($1)
            """, ids).ExecuteAsync(cancellationToken);
        var examples = await connection.Command("DELETE FROM pattern_learning_examples WHERE conversation_id = ANY ($1)", ids).ExecuteAsync(cancellationToken);
        var messages = await connection.Command("DELETE FROM conversation_messages WHERE conversation_id = ANY ($1)", ids).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE conversations
            SET customer_phone = NULL, participants = 'forgotten:' || id, openphone_id = NULL
            WHERE id = ANY ($1)
            """, ids).ExecuteAsync(cancellationToken);
        // The contact's id stays: an older event that comes late must not bring the person back.
        await connection.Command("""
            UPDATE contacts SET phones = '{}', first_name = NULL, last_name = NULL, is_deleted = true WHERE phones @> ARRAY[$1::text]
            """, phone).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM calls WHERE participants @> ARRAY[$1::text]", phone).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM opt_outs WHERE customer_phone = $1 AND NOT is_opted_out", phone).ExecuteAsync(cancellationToken);
        var letters = await connection.Command("DELETE FROM dead_letters WHERE position($1 IN body) > 0", Encoding.ASCII.GetBytes(phone[1..]))
            .ExecuteAsync(cancellationToken);

        var forgotten = new ForgottenCustomer(
            ids.Length, messages, questions, examples, wordings, letters, await bodies.DeleteMentioningAsync(phone[1..], cancellationToken));
        await AuditLog.WriteAsync(connection, caller, "customer.forgotten", "customers", before: null, ToAudit(forgotten), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return forgotten;
    }

    /// <summary>Wordings that patterns took over from this person as they stood.</summary>
    private static async Task<int> ForgetWordingsAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancellationToken)
    {
        var signatures = (await connection.Command("""
            SELECT customer_message FROM pattern_execution_history WHERE conversation_id = ANY ($1)
            UNION ALL
            SELECT customer_message FROM pattern_learning_examples WHERE conversation_id = ANY ($1)
            """, ids)
            .ListAsync(reader => PatternSignature.Of(reader.GetString(0)), cancellationToken)).ToArray();
        return await connection.Command("DELETE FROM pattern_signatures WHERE source IN ('approved', 'imported') AND signature = ANY ($1)", [signatures])
            .ExecuteAsync(cancellationToken);
    }

    private static JsonObject ToAudit(ForgottenCustomer forgotten) => new()
    {
        ["conversations"] = forgotten.Conversations,
        ["messages"] = forgotten.Messages,
        ["questions"] = forgotten.Questions,
        ["examples"] = forgotten.Examples,
        ["wordings"] = forgotten.Wordings,
        ["dead_letters"] = forgotten.DeadLetters,
        ["blobs"] = forgotten.Blobs,
    };
}
