using System.Net;
using System.Net.Http.Json;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What becomes of replies after they were sent, or were not.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Customer = "+15555550195";
    private const string Hours = "What are your hours on Sunday?";

    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, Hours, "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("No, that's wrong", false, "The customer says that the automatic reply was wrong.")]
    [InlineData("What are your hours on Sunday", false, "The customer asked the same again after the automatic reply.")]
    [InlineData("Sorry, that was wrong, we open at noon", true, "An operator corrected the automatic reply.")]
    public async Task A_contradiction_within_a_day_counts_as_rejected_and_takes_automation_away(string text, bool byOperator, string told)
    {
        await AnswerAsync();
        app.Clock.Advance(TimeSpan.FromHours(23));

        if (byOperator)
        {
            app.OpenPhone.OperatorTexts(Customer, text);
        }
        else
        {
            app.OpenPhone.CustomerTexts(Customer, text);
        }

        await OutcomeAsync("contradicted");
        Assert.False(await app.ScalarAsync<bool>("SELECT auto_executable FROM decision_patterns"));
        Assert.Equal(0.80m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Equal((1, 1), (
            await app.ScalarAsync<int>("SELECT rejected_count FROM decision_patterns"),
            await app.ScalarAsync<int>("SELECT rejected_count FROM pattern_versions")));
        Assert.StartsWith(told, await app.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue WHERE status = 'pending' AND reason LIKE '%by itself no more.'"), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(2));
        app.OpenPhone.CustomerTexts(Customer, "No, that's wrong");
        await app.RunTimerAsync("Sweep");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") >= 2);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE execution_id IS NOT NULL"));
    }

    [Fact]
    public async Task What_nobody_contradicts_for_a_day_is_a_success_once()
    {
        await AnswerAsync();
        app.OpenPhone.CustomerTexts(Customer, "Thanks, no problem");
        app.Clock.Advance(TimeSpan.FromHours(25));

        await app.RunTimerAsync("Sweep");
        await OutcomeAsync("confirmed");
        await app.RunTimerAsync("Sweep");

        Assert.Equal((41, 41, 1m), (
            await app.ScalarAsync<int>("SELECT success_count FROM decision_patterns"),
            await app.ScalarAsync<int>("SELECT approved_count FROM pattern_versions"),
            await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns")));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE kind = 'confirmed'"));
    }

    [Theory]
    [InlineData(SendFault.A2PRegistrationNotApproved, "Not sent: the number is not registered")]
    [InlineData(SendFault.SubscriptionExpired, "Not sent: OpenPhone's credits are used up")]
    [InlineData(SendFault.DailyCapReached, "Not sent: the carriers' limit")]
    [InlineData(SendFault.OptedOut, "Not sent: the customer has opted out")]
    [InlineData(SendFault.ServerErrorBeforeAccepting, "Not sent: the call to OpenPhone failed")]
    public async Task A_text_that_could_not_be_sent_is_shown_to_operators_with_its_reason(SendFault fault, string reason)
    {
        app.OpenPhone.FailNextSends(fault);
        app.OpenPhone.CustomerTexts(Customer, Hours);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") is "failed" or "unknown");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await Eventually.HoldsAsync(async () =>
        {
            await app.RunTimerAsync("Sweep");
            return await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending'") == 1;
        });
        Assert.StartsWith(reason, await app.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue"), StringComparison.Ordinal);

        // Whoever has mended it sends it from there, unless nobody may text there.
        var item = await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue");
        var approval = await app.Operator.PostAsync($"api/queue/{item}/approve", null);
        Assert.Equal(fault is SendFault.OptedOut ? HttpStatusCode.Conflict : HttpStatusCode.OK, approval.StatusCode);
        if (fault is not SendFault.OptedOut)
        {
            await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        }
    }

    [Theory]
    [InlineData("false", "suggest")]
    [InlineData("true", "shadow")]
    public async Task What_a_person_answers_instead_is_compared_with_what_we_would_have_said(string shadow, string mode)
    {
        await app.SqlAsync("UPDATE decision_patterns SET auto_executable = false");
        await app.SetAsync("shadow_mode", shadow);
        app.OpenPhone.CustomerTexts(Customer, Hours);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT execution_mode FROM pattern_execution_history") == mode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        app.OpenPhone.OperatorTexts(Customer, "Every day we are open 9 to 10!");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<bool>("SELECT human_agrees FROM pattern_execution_history"));
        Assert.Equal("Every day we are open 9 to 10!", await app.ScalarAsync<string>("SELECT human_response FROM pattern_execution_history"));
    }

    [Fact]
    public async Task Words_of_an_operators_own_from_the_queue_keep_automation_out_of_the_conversation()
    {
        await app.SqlAsync("UPDATE decision_patterns SET auto_executable = false");
        app.OpenPhone.CustomerTexts(Customer, Hours);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);
        var item = await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue");

        (await app.Operator.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "Noon to six." })).EnsureSuccessStatusCode();

        Assert.True(await app.ScalarAsync<bool>("SELECT human_until > $1 FROM conversations", app.Clock.GetUtcNow().AddMinutes(200)));
    }

    private async Task AnswerAsync()
    {
        app.OpenPhone.CustomerTexts(Customer, Hours);
        await OutcomeAsync("sent");
    }

    private Task OutcomeAsync(string outcome) => Eventually.HoldsAsync(async () =>
        await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history ORDER BY id LIMIT 1") == outcome);
}
