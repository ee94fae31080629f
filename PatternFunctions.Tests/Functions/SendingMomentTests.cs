using PatternFunctions.Matching;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Every gate again, at the moment of sending: what was true when it was decided does not count.</summary>
public sealed class SendingMomentTests
{
    /// <summary>What changes within the undo window ($1 conversation, $2 pattern), by the gate that it shuts.</summary>
    private static readonly (string Gate, string Sql)[] Changes =
    [
        ("no_human", "UPDATE conversations SET human_until = '2027-01-01' WHERE id = $1 AND $2 > 0"),
        ("not_answered", "INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at) SELECT 'op' || $2, $1, 'outgoing', 'operator', 'Hi', 'sent', now(), now()"),
        ("not_opted_out", "INSERT INTO opt_outs (customer_phone, opted_out_at) SELECT customer_phone, now() FROM conversations WHERE id = $1 AND $2 > 0"),
        ("not_group", "UPDATE conversations SET is_group = true WHERE id = $1 AND $2 > 0"),
        ("known_sender", "UPDATE conversations SET customer_phone = NULL WHERE id = $1 AND $2 > 0"),
        ("latest_message", "INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at, processed_at) SELECT 'cu' || $2, $1, 'incoming', 'customer', 'Hi', 'received', now(), now(), now()"),
        ("conversation_cap", "WITH h AS (INSERT INTO pattern_execution_history (message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at) SELECT 'cap' || n, $1, '', 'none', 0, 'auto', 'auto', 'sent', '{}', now() FROM generate_series($2 * 10, $2 * 10 + 2) n RETURNING id) INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, due_at, claimed_at, created_at) SELECT id, $1, 'auto', '', 'sent', now(), now(), now() FROM h"),
        ("first_automatic_reply", "INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, due_at, created_at) SELECT execution_id, conversation_id, 'auto', text, 'sent', due_at, created_at FROM outbound_replies WHERE conversation_id = $1 AND $2 > 0"),
        ("variables_filled", "UPDATE outbound_replies SET text = 'Hi ____!' WHERE conversation_id = $1 AND $2 > 0"),
        ("text_only", "UPDATE conversation_messages SET media_count = 1 WHERE conversation_id = $1 AND $2 > 0"),
        ("pattern_active", "UPDATE decision_patterns SET is_active = false WHERE id = $2 AND $1 > 0"),
        ("auto_executable", "UPDATE decision_patterns SET auto_executable = false WHERE id = $2 AND $1 > 0"),
        ("no_confirmation", "UPDATE decision_patterns SET requires_confirmation = true WHERE id = $2 AND $1 > 0"),
        ("actions_handled", "UPDATE decision_patterns SET required_actions = '{refund}' WHERE id = $2 AND $1 > 0"),
        ("successes", "UPDATE decision_patterns SET success_count = 19 WHERE id = $2 AND $1 > 0"),
        ("success_lower_bound", "UPDATE pattern_versions SET rejected_count = 40 WHERE pattern_id = $2 AND $1 > 0"),
        ("recent_rejections", "INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor) SELECT $2, 1, 'rejected', 0, 1, 'robin' WHERE $1 > 0"),
        ("confidence", "UPDATE decision_patterns SET confidence_score = 0.9 WHERE id = $2 AND $1 > 0"),
        ("matched", "UPDATE decision_patterns SET deleted_at = now() WHERE id = $2 AND $1 > 0"),
        ("topic_allowed", "UPDATE decision_patterns SET pattern_type = 'refund' WHERE id = $2 AND $1 > 0"),
        ("type_allowed", "UPDATE decision_patterns SET pattern_type = 'booking' WHERE id = $2 AND $1 > 0"),
        ("in_time", "UPDATE conversation_messages SET sent_at = sent_at - interval '1 hour' WHERE conversation_id = $1 AND $2 > 0"),
        ("kill_switch", "UPDATE outbound_replies SET kill_switch_uses = kill_switch_uses - 1 WHERE conversation_id = $1 AND $2 > 0"),
        ("quiet_hours", "UPDATE decision_patterns SET pattern_type = 'membership' WHERE id = $2 AND $1 > 0"),
    ];

    /// <summary>Nobody is asked about these: a person has answered, or nobody may be texted there.</summary>
    private static readonly HashSet<string> nothingToDo = ["not_answered", "not_opted_out", "not_group", "known_sender"];

    [Fact]
    public async Task Whatever_shuts_a_gate_within_the_undo_window_keeps_the_reply_back()
    {
        await using var app = await TestApp.StartLiveAsync();
        await app.SetAsync("auto_send_delay_seconds", "1800");
        await app.SetAsync("max_auto_replies_per_hour", "1000");
        await app.SetAsync("quiet_hours_types", "membership");
        for (var number = 0; number <= Changes.Length; number++)
        {
            await app.SqlAsync(Patterns.InsertPattern, QuestionOf(number), $"Answer {number}.", 0.50m);
        }

        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
        for (var number = 0; number <= Changes.Length; number++)
        {
            app.OpenPhone.CustomerTexts($"+155555502{number:00}", QuestionOf(number));
        }

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE status = 'scheduled'") == Changes.Length + 1);
        await app.SetAsync("quiet_hours", "00:00-23:59");
        for (var number = 0; number < Changes.Length; number++)
        {
            var (conversation, pattern) = await FindAsync(app, number);
            await app.SqlAsync(Changes[number].Sql.Replace("now()", "timestamptz '2026-03-02 09:25:00Z'", StringComparison.Ordinal), conversation, pattern);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(32));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(() => app.OpenPhone.SendAttempts.Count > 0);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE status IN ('scheduled', 'sending')") == 0);
        for (var number = 0; number < Changes.Length; number++)
        {
            var (conversation, _) = await FindAsync(app, number);
            Assert.Equal(
                (Changes[number].Gate, nothingToDo.Contains(Changes[number].Gate) ? 0 : 1),
                (await app.ScalarAsync<string>("SELECT reason FROM outbound_replies WHERE conversation_id = $1 AND status = 'cancelled'", conversation),
                    (int)await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue WHERE conversation_id = $1 AND status = 'pending' AND reason LIKE 'Not sent: %'", conversation)));
        }

        var sent = Assert.Single(app.OpenPhone.SendAttempts);
        Assert.StartsWith($"Answer {Changes.Length}.", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_do_not_both_take_the_last_place_under_the_limit_of_the_hour()
    {
        await using var app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
        await app.SetAsync("max_auto_replies_per_hour", "3");
        await app.SetAsync("auto_send_delay_seconds", "60");
        for (var number = 0; number < 12; number++)
        {
            app.OpenPhone.CustomerTexts($"+155555503{number:00}", "What are your hours?");
        }

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies") == 12);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE status IN ('sent', 'cancelled')") == 12);
        Assert.Equal(3, app.OpenPhone.Workspace.Received.Count);
        Assert.Equal(9, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE reason = 'overall_cap'"));
    }

    private static string QuestionOf(int number) => $"Question number {number} about the club please";

    private static async Task<(long Conversation, long Pattern)> FindAsync(TestApp app, int number)
    {
        var signature = PatternSignature.Of(QuestionOf(number));
        return (
            await app.ScalarAsync<long>("SELECT h.conversation_id FROM pattern_execution_history h WHERE h.customer_message = $1", QuestionOf(number)),
            await app.ScalarAsync<long>("SELECT id FROM decision_patterns WHERE pattern_signature = $1", signature));
    }
}
