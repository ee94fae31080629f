using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What was stored and whose queue message was lost comes to its end all the same.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private const string Customer = "+15555550171";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_question_whose_message_was_lost_is_decided()
    {
        await app.SetAsync("burst_window_seconds", "120");
        app.OpenPhone.CustomerTexts(Customer, "Anybody there?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages") == 1);
        await LoseAsync("inbound-messages");

        app.Clock.Advance(TimeSpan.FromMinutes(4));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
    }

    [Fact]
    public async Task A_reply_whose_message_was_lost_is_learned_from()
    {
        await app.SetAsync("answer_window_seconds", "300");
        app.OpenPhone.CustomerTexts(Customer, "Is there a dress code at the club?");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.OperatorTexts(Customer, "No dress code, just clean shoes please.");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages") == 2);
        await LoseAsync("operator-replies");

        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns") == 1);
    }

    [Fact]
    public async Task A_reply_that_waits_for_its_late_question_is_learned_from_even_if_the_word_of_it_is_lost()
    {
        var now = app.Clock.GetUtcNow();
        await app.DeliverAsync(Event.Outgoing("message.delivered", "ACreply", Customer, "No dress code, just clean shoes please.", "delivered", now, now));
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE processed_at IS NOT NULL") == 1);
        await app.SetAsync("answer_window_seconds", "300");
        await app.DeliverAsync(Event.Incoming("AClate", Customer, "Is there a dress code at the club?", now.AddMinutes(-10)));
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages") == 2);
        await LoseAsync("operator-replies");

        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns") == 1);
    }

    [Fact]
    public async Task An_approved_text_whose_message_was_lost_is_sent_once()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Can I bring my dog?", "Yes, on a leash.", 0.60m);
        app.OpenPhone.CustomerTexts(Customer, "Can I bring my dog");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);
        // As if the process had died between the commit of the verdict and its announcement.
        await app.SqlAsync("""
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            SELECT execution_id, conversation_id, 'approved', proposed_response, created_at, created_at FROM pattern_execution_queue
            """);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunTimerAsync("Sweep");
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "sent");
        Assert.Single(app.OpenPhone.SendAttempts);
    }

    [Fact]
    public async Task What_nobody_has_looked_at_in_time_expires()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Can I bring my dog?", "Yes, on a leash.", 0.60m);
        app.OpenPhone.CustomerTexts(Customer, "Can I bring my dog");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history") == "expired");
        Assert.Equal(0.60m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
    }

    private async Task LoseAsync(string queue)
    {
        var client = app.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(queue);
        await Eventually.HoldsAsync(async () => await client.ExistsAsync() && (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0);
        await client.ClearMessagesAsync();
    }
}
