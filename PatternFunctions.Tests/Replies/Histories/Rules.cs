using System.Collections.Concurrent;
using Npgsql;
using PatternFunctions.Playground;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>
/// What must always hold, judged by what the app was told and by what reached OpenPhone; the app's own tables are asked
/// only which reply a call belongs to.
/// </summary>
internal sealed class Rules(NpgsqlDataSource psql, OpenPhoneSimulator openPhone, SimulatedClock clock)
{
    public const int ConversationCap = 2;
    public const int OverallCap = 12;

    public static readonly TimeSpan Undo = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private readonly ConcurrentQueue<string> broken = [];
    private readonly HashSet<long> called = [];

    public IReadOnlyCollection<string> Broken => broken;

    public Dictionary<string, Customer> Customers { get; } = [];

    public bool KillSwitch { get; set; }

    public DateTimeOffset KillSwitchUsedAt { get; set; }

    public void Break(string rule) => broken.Enqueue($"{rule} ({clock.GetUtcNow():HH:mm:ss.fff})");

    /// <summary>At the moment of a call.</summary>
    /// <returns>The reply that it sends.</returns>
    public async Task<long> CheckCallAsync(string phone, string text)
    {
        var customer = Customers[phone];
        var now = clock.GetUtcNow();
        Check(!text.Contains("____", StringComparison.Ordinal) && !text.Contains("{{", StringComparison.Ordinal), "A text with a blank was sent.");
        Check(!customer.HasOptedOut, "A text was sent after a stop.");
        var call = await psql.Command("""
            SELECT r.id, r.kind = 'auto', r.created_at,
                   COALESCE((SELECT bool_and((gate->>'ok')::boolean) FROM json_array_elements(r.gates) gate), false),
                   COALESCE(p.is_active AND p.auto_executable AND p.deleted_at IS NULL, false),
                   (SELECT max(m.sent_at) FROM conversation_messages m WHERE m.burst_id = h.message_id)
            FROM outbound_replies r
            JOIN conversations c ON c.id = r.conversation_id
            JOIN pattern_execution_history h ON h.id = r.execution_id
            LEFT JOIN decision_patterns p ON p.id = h.pattern_id
            WHERE c.customer_phone = $1 AND r.text = $2 AND r.status = 'sending'
            ORDER BY r.claimed_at DESC, r.id DESC
            LIMIT 1
            """, phone, text).FirstOrDefaultAsync(
            reader => new Call(
                reader.GetInt64(0), reader.GetBoolean(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetBoolean(3), reader.GetBoolean(4),
                reader.GetFieldValue<DateTimeOffset>(5)), CancellationToken.None);
        if (call is null)
        {
            Break("A text was sent that nobody had claimed.");
            return 0;
        }

        lock (called)
        {
            Check(called.Add(call.ReplyId), "A reply was sent a second time, though the first call may have reached the customer.");
        }

        Check(now - call.CreatedAt <= Patience, "A text was sent long after it was decided.");
        if (call.IsAutomatic)
        {
            CheckAutomatic(call, customer, now);
        }
        else
        {
            Check(customer.LastOperatorText <= call.CreatedAt, "An approved text was sent though a person had answered since.");
        }

        return call.ReplyId;
    }

    /// <summary>Too many requests: surely not sent, so it may be tried again.</summary>
    public void WasRefusedForNow(long replyId)
    {
        lock (called)
        {
            called.Remove(replyId);
        }
    }

    private void CheckAutomatic(Call call, Customer customer, DateTimeOffset now)
    {
        var hour = openPhone.Workspace.Received
            .Where(text => text.ByApi && text.At > now.AddHours(-1) && text.Text.EndsWith(Script.Suffix, StringComparison.Ordinal)).ToList();
        Check(call.HasEvidence, "An automatic reply was sent without evidence that every gate held.");
        Check(call.PatternMayAnswer, "An automatic reply was sent though its pattern may not answer by itself.");
        Check(!KillSwitch, "An automatic reply was sent while the kill switch was on.");
        Check(call.CreatedAt > KillSwitchUsedAt, "An automatic reply was sent that had been scheduled before the kill switch was used.");
        Check(now >= call.CreatedAt + Undo, "An automatic reply was sent within the undo window.");
        Check(customer.HumanUntil <= now, "An automatic reply was sent while a person had the conversation.");
        Check(customer.LastOperatorText <= call.AskedAt, "An automatic reply was sent to what a person had answered.");
        Check(now - call.AskedAt <= Patience + Undo, "An automatic reply was sent long after the question.");
        Check(customer.NewestText <= call.AskedAt, "An automatic reply was sent though the customer had gone on writing.");
        Check(hour.Count < OverallCap, "More automatic replies than allowed in an hour.");
        Check(hour.Count(text => text.Phone == customer.Phone) < ConversationCap, "More automatic replies to one customer than allowed in an hour.");
    }

    private void Check(bool holds, string rule)
    {
        if (!holds)
        {
            Break(rule);
        }
    }

    private sealed record Call(
        long ReplyId, bool IsAutomatic, DateTimeOffset CreatedAt, bool HasEvidence, bool PatternMayAnswer, DateTimeOffset AskedAt);
}
