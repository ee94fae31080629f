using PatternFunctions.Matching;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class AutomaticReplyTests : IAsyncLifetime
{
    private const string Customer = "+15555550151";

    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task When_every_gate_holds_the_reply_goes_out_by_itself_with_its_evidence_written_first()
    {
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");

        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Assert.Equal("We are open 9 to 10 every day.\n[Automated Response]", app.OpenPhone.Workspace.Received[0].Text);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "sent");
        Assert.True(await app.ScalarAsync<bool>("SELECT bool_and((gate->>'ok')::boolean) FROM outbound_replies, json_array_elements(gates) AS gate"));
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns"));
        Assert.Equal(40, await app.ScalarAsync<int>("SELECT success_count FROM decision_patterns"));
    }

    [Fact]
    public async Task Our_own_reply_is_not_learned_from_and_does_not_look_like_a_person()
    {
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");

        await Eventually.HoldsAsync(async () =>
            await app.ScalarAsync<long>("SELECT coalesce(sum(events), 0)::bigint FROM event_counts WHERE type = 'message.delivered'") == 1);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE sender = 'operator'"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversations WHERE human_until IS NOT NULL"));
    }

    [Fact]
    public async Task An_operator_who_answers_within_the_undo_window_keeps_the_reply_back()
    {
        await app.SetAsync("auto_send_delay_seconds", "1800");
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "scheduled");

        app.OpenPhone.OperatorTexts(Customer, "Hi! 9 to 10.");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM outbound_replies WHERE status = 'cancelled'") == "operator_answered");
        Assert.DoesNotContain(app.OpenPhone.Workspace.Received, text => text.ByApi);
    }

    [Theory]
    [InlineData("enabled", "false", "enabled")]
    [InlineData("shadow_mode", "true", "not_shadow")]
    [InlineData("kill_switch", "true", "kill_switch")]
    public async Task A_switch_that_is_thrown_within_the_undo_window_keeps_the_reply_back(string key, string value, string gate)
    {
        await app.SetAsync("auto_send_delay_seconds", "1800");
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "scheduled");

        await app.SetAsync(key, value);
        app.Clock.Advance(TimeSpan.FromMinutes(32));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM outbound_replies WHERE status = 'cancelled'") == gate);
        Assert.Empty(app.OpenPhone.Workspace.Received);
    }

    [Fact]
    public async Task An_echo_that_comes_after_we_have_given_up_is_still_known_as_ours()
    {
        app.OpenPhone.FailNextSends(SendFault.ServerErrorBeforeAccepting);
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "unknown");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.RunTimerAsync("Sweep");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "failed");

        // The echo is late, but the message is of the time of the call.
        await app.SqlAsync("UPDATE outbound_replies SET claimed_at = $1", app.Clock.GetUtcNow());
        app.OpenPhone.OperatorTexts(Customer, await app.ScalarAsync<string>("SELECT text FROM outbound_replies") ?? "");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "sent");
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE sender IN ('operator', 'system')"));
    }

    [Theory]
    [InlineData("What are your hours? I was hurt on bay 3 yesterday", "no_escalation")]
    [InlineData("What are your hours? This is an automated message, do not reply", "not_automated_sender")]
    public async Task What_calls_for_a_person_is_not_answered_by_itself(string text, string gate)
    {
        await app.SqlAsync("INSERT INTO pattern_signatures (signature, pattern_id, wording, source) SELECT $1, id, '', 'test' FROM decision_patterns",
            PatternSignature.Of(text));

        app.OpenPhone.CustomerTexts(Customer, text);

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("""
            SELECT count(*) FROM pattern_execution_history, json_array_elements(reasons->'gates') AS gate
            WHERE execution_mode = 'suggest' AND gate->>'name' = $1 AND NOT (gate->>'ok')::boolean
            """, gate) == 1);
    }

    [Theory]
    [InlineData("STOP", "opted out")]
    [InlineData("please stop texting me", "opted out")]
    [InlineData("START", "opted in again")]
    [InlineData("HELP", "asks for help")]
    public async Task What_the_carrier_has_answered_gets_no_second_answer(string text, string reason)
    {
        await app.SqlAsync("INSERT INTO pattern_signatures (signature, pattern_id, wording, source) SELECT $1, id, '', 'test' FROM decision_patterns",
            PatternSignature.Of(text));

        app.OpenPhone.CustomerTexts(Customer, text);

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue WHERE kind = 'attention' AND reason = $1",
            $"To an operator at once: {reason}.") == 1);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
    }

    [Fact]
    public async Task Quiet_hours_are_those_at_the_customers_place()
    {
        await app.SetAsync("quiet_hours", "21:00-08:00");

        // Nine o'clock in London is four in New York.
        app.OpenPhone.CustomerTexts("+12125550123", "What are your hours?");
        app.OpenPhone.CustomerTexts("+442079460958", "What are your hours?");

        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Assert.Equal("+442079460958", app.OpenPhone.Workspace.Received[0].Phone);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("""
            SELECT count(*)
            FROM pattern_execution_queue q
            JOIN conversations c ON c.id = q.conversation_id
            WHERE c.customer_phone = '+12125550123' AND q.reason LIKE '%It is within quiet hours at the customer''s place.%'
            """) == 1);
    }

    [Fact]
    public async Task After_STOP_nothing_is_tried_any_more_and_after_START_it_is()
    {
        app.OpenPhone.CustomerTexts(Customer, "please stop texting me");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history WHERE execution_mode IN ('shadow', 'queue')") == 2);
        Assert.Empty(app.OpenPhone.SendAttempts);
        Assert.Equal("To an operator at once: opted out.", await app.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue WHERE kind = 'attention'"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.CustomerTexts(Customer, "START");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");

        await Eventually.HoldsAsync(() => app.OpenPhone.SendAttempts.Count == 1);
    }

    [Theory]
    [InlineData(SendFault.TimeoutAfterAccepting, "sent")]
    [InlineData(SendFault.ServerErrorAfterAccepting, "sent")]
    [InlineData(SendFault.Slow, "sent")] // Slower than we wait: the echo tells.
    [InlineData(SendFault.ServerErrorBeforeAccepting, "failed")]
    [InlineData(SendFault.DisconnectBeforeAccepting, "failed")]
    [InlineData(SendFault.A2PRegistrationNotApproved, "failed")]
    [InlineData(SendFault.OptedOut, "failed")]
    [InlineData(SendFault.TooManyRequests, "sent")]
    public async Task Whatever_the_API_does_the_customer_gets_one_text_at_most(SendFault fault, string end)
    {
        app.OpenPhone.FailNextSends(fault);

        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") is "sent" or "failed" or "unknown");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await Eventually.HoldsAsync(async () =>
        {
            await app.RunTimerAsync("Sweep");
            return await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == end;
        });
        Assert.Equal(end == "sent" ? 1 : 0, app.OpenPhone.Workspace.Received.Count);
        Assert.Equal(end == "sent" ? 1 : 0, await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE sender = 'operator'"));
    }
}
