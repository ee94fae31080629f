using Npgsql;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>What must add up when everything has come to rest, a day later.</summary>
internal sealed class Ledger(NpgsqlDataSource psql, OpenPhoneSimulator openPhone, Rules rules, IReadOnlySet<string> operatorTexts)
{
    private static readonly (string Rule, string Sql)[] Counts =
    [
        ("Confidence is not 0.50 plus its events.", World.ConfidenceOff),
        ("A customer's text was never decided.", "SELECT count(*) FROM conversation_messages m WHERE sender = 'customer' AND NOT EXISTS (SELECT FROM pattern_execution_history h WHERE h.message_id = m.burst_id)"),
        ("A reply never came to its end.", "SELECT count(*) FROM outbound_replies WHERE status IN ('scheduled', 'sending', 'unknown') OR finished_at IS NULL"),
        ("Executions are not what was sent.", "SELECT count(*) FROM decision_patterns p WHERE execution_count <> (SELECT count(*) FROM outbound_replies r JOIN pattern_execution_history h ON h.id = r.execution_id WHERE h.pattern_id = p.id AND r.status = 'sent')"),
        ("Successes are not the approvals and confirmations.", "SELECT count(*) FROM decision_patterns p WHERE success_count <> CASE created_from WHEN 'manual' THEN 400 ELSE 0 END + (SELECT count(*) FROM confidence_events e WHERE e.pattern_id = p.id AND e.execution_id IS NOT NULL AND e.kind IN ('approved', 'confirmed'))"),
        ("Rejections are not the rejections and contradictions.", "SELECT count(*) FROM decision_patterns p WHERE rejected_count <> (SELECT count(*) FROM confidence_events e WHERE e.pattern_id = p.id AND e.kind IN ('rejected', 'contradicted'))"),
        ("An automatic reply was not judged after its day.", "SELECT count(*) FROM outbound_replies r JOIN pattern_execution_history h ON h.id = r.execution_id WHERE r.kind = 'auto' AND r.status = 'sent' AND NOT EXISTS (SELECT FROM confidence_events e WHERE e.execution_id = h.id AND e.kind = h.outcome)"),
        ("A verdict was not counted.", "SELECT count(*) FROM pattern_execution_queue q WHERE q.status IN ('approved', 'modified', 'rejected') AND q.pattern_id IS NOT NULL AND NOT EXISTS (SELECT FROM confidence_events e WHERE e.execution_id = q.execution_id)"),
        ("A question whose automatic reply did not go out was shown to nobody.", """
            SELECT count(*)
            FROM outbound_replies r
            JOIN pattern_execution_history h ON h.id = r.execution_id
            JOIN conversations c ON c.id = r.conversation_id
            WHERE r.kind = 'auto' AND r.status IN ('cancelled', 'failed')
              AND NOT EXISTS (SELECT FROM pattern_execution_queue q WHERE q.execution_id = h.id)
              AND NOT EXISTS (SELECT FROM opt_outs o WHERE o.customer_phone = c.customer_phone AND o.opted_out_at IS NOT NULL)
              AND NOT EXISTS (
                  SELECT FROM conversation_messages m
                  LEFT JOIN outbound_replies a ON a.openphone_message_id = m.id
                  WHERE m.conversation_id = c.id AND (m.sender = 'operator' OR a.kind IN ('approved', 'modified'))
                    AND m.sent_at > (SELECT max(q.sent_at) FROM conversation_messages q WHERE q.burst_id = h.message_id))
            """),
    ];

    public async Task CheckAsync()
    {
        foreach (var (rule, sql) in Counts)
        {
            if (await psql.Command(sql).ScalarAsync<long>(CancellationToken.None) is > 0 and var count)
            {
                rules.Break($"{rule} {count}×");
            }
        }

        await CheckSendersAsync();
        await CheckTextsAsync();
        await CheckJudgementsAsync();
    }

    /// <summary>Every message once, and as whose it was, in whatever order its events came.</summary>
    private async Task CheckSendersAsync()
    {
        var known = (await psql.Command("SELECT id, sender FROM conversation_messages")
            .ListAsync(reader => (Id: reader.GetString(0), Sender: reader.GetString(1)), CancellationToken.None))
            .ToDictionary(message => message.Id, message => message.Sender);
        foreach (var message in openPhone.Workspace.Messages)
        {
            var expected = message.IsIncoming ? "customer" : operatorTexts.Contains(message.Id) ? "operator" : "automation";
            if (known.GetValueOrDefault(message.Id) is var found && found != expected)
            {
                rules.Break($"A message of {expected} is kept as {found ?? "nothing"}.");
            }
        }
    }

    /// <summary>What customers received is what we believe to have sent.</summary>
    private async Task CheckTextsAsync()
    {
        var believed = (await psql.Command("""
            SELECT c.customer_phone || ' ' || r.text, count(*)
            FROM outbound_replies r
            JOIN conversations c ON c.id = r.conversation_id
            WHERE r.status = 'sent'
            GROUP BY 1
            """).ListAsync(reader => (Text: reader.GetString(0), Count: reader.GetInt64(1)), CancellationToken.None)).ToDictionary(sent => sent.Text, sent => sent.Count);
        var received = openPhone.Workspace.Received.Where(text => text.ByApi).GroupBy(text => $"{text.Phone} {text.Text}")
            .ToDictionary(texts => texts.Key, texts => (long)texts.Count());
        foreach (var text in believed.Keys.Union(received.Keys))
        {
            if (believed.GetValueOrDefault(text) is var ours && received.GetValueOrDefault(text) is var theirs && ours != theirs)
            {
                rules.Break($"A customer received a text {theirs} times that we believe to have sent {ours} times.");
            }
        }
    }

    private async Task CheckJudgementsAsync()
    {
        var outcomes = (await psql.Command("""
            SELECT r.openphone_message_id, h.outcome, h.customer_message
            FROM outbound_replies r
            JOIN pattern_execution_history h ON h.id = r.execution_id
            WHERE r.kind = 'auto' AND r.status = 'sent' AND h.outcome IN ('confirmed', 'contradicted')
            """).ListAsync(
            reader => (Id: reader.GetString(0), Outcome: reader.GetString(1), Question: reader.GetString(2)), CancellationToken.None))
            .ToDictionary(reply => reply.Id);
        foreach (var thread in openPhone.Workspace.Messages.GroupBy(message => message.ConversationId))
        {
            var messages = thread.OrderBy(message => message.CreatedAt).ToList();
            for (var at = 0; at < messages.Count; at++)
            {
                if (outcomes.TryGetValue(messages[at].Id, out var reply) && Expected(messages, at, reply.Question) is { } expected && expected != reply.Outcome)
                {
                    rules.Break($"An automatic reply was {reply.Outcome}, not {expected}: {reply.Id} {string.Join(" | ", messages.Skip(at).Take(5).Select(message => message.Text))}");
                }
            }
        }
    }

    /// <returns>Null where the script leaves it open.</returns>
    private string? Expected(List<TextMessage> messages, int at, string question)
    {
        foreach (var message in messages.Skip(at + 1).TakeWhile(message => message.CreatedAt <= messages[at].CreatedAt.AddDays(1)))
        {
            if (!message.IsIncoming)
            {
                return !operatorTexts.Contains(message.Id) ? "confirmed" : message.Text.StartsWith(Script.Correction, StringComparison.Ordinal) ? "contradicted" : null;
            }

            if (Script.Contradictions.Contains(message.Text) || message.Text == question)
            {
                return "contradicted";
            }
        }

        return "confirmed";
    }
}
