using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What OpenPhone tells of a text after it was sent.</summary>
public sealed class MessageStatusTests : IAsyncLifetime
{
    private const string Customer = "+15555550171";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("message.failed")]
    [InlineData("message.undelivered")]
    public async Task An_automatic_reply_that_did_not_arrive_is_failed_with_the_reason_and_counts_no_more(string type)
    {
        var messageId = await ReplyAsync();

        await app.DeliverAsync(Failure(type, messageId, at: 5));

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "failed");
        Assert.Equal($"{type[8..]} 30007", await app.ScalarAsync<string>("SELECT reason FROM outbound_replies"));
        Assert.Equal($"{type[8..]} 30007", await app.ScalarAsync<string>("SELECT status || ' ' || error_code FROM conversation_messages WHERE id = $1", messageId));
        Assert.Equal("failed", await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history"));
        Assert.Equal(0, await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns"));
        Assert.Contains(app.Log.Lines, line => line.Contains("did not arrive", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retry_that_arrives_after_all_makes_it_sent_again()
    {
        var messageId = await ReplyAsync();

        await app.DeliverAsync(Failure("message.failed", messageId, at: 5));
        await app.DeliverAsync(Delivered(messageId, at: 9));

        await app.ProcessedAsync(4);
        Assert.Equal("sent", await app.ScalarAsync<string>("SELECT status FROM outbound_replies"));
        Assert.Equal("sent", await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history"));
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns"));
    }

    [Fact]
    public async Task An_older_status_that_comes_late_changes_nothing()
    {
        var messageId = await ReplyAsync();

        await app.DeliverAsync(Failure("message.undelivered", messageId, at: 9));
        await app.DeliverAsync(Delivered(messageId, at: 5));

        await app.ProcessedAsync(4);
        Assert.Equal("failed", await app.ScalarAsync<string>("SELECT status FROM outbound_replies"));
        Assert.Equal("undelivered", await app.ScalarAsync<string>("SELECT status FROM conversation_messages WHERE id = $1", messageId));
    }

    [Fact]
    public async Task An_operators_text_that_failed_shows_it_and_is_stored_once()
    {
        var now = app.Clock.GetUtcNow();

        await app.DeliverAsync(Event.Outgoing("message.sent", "AC1", Customer, "Yes, until 10pm.", "sent", now, now));
        await app.DeliverAsync(Event.Outgoing("message.failed", "AC1", Customer, "", "failed", now, now.AddSeconds(3), ",\"errorCode\":30003"));

        await app.ProcessedAsync(2);
        Assert.Equal("failed 30003 Yes, until 10pm.", await app.ScalarAsync<string>("SELECT status || ' ' || error_code || ' ' || text FROM conversation_messages"));
    }

    /// <returns>OpenPhone's id of an automatic reply that is sent and delivered.</returns>
    private async Task<string> ReplyAsync()
    {
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await app.ProcessedAsync(2);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "sent");
        return (await app.ScalarAsync<string>("SELECT openphone_message_id FROM outbound_replies"))!;
    }

    private string Failure(string type, string messageId, int at) =>
        Event.Outgoing(type, messageId, Customer, "", type[8..], app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddSeconds(at), ",\"errorCode\":\"30007\"");

    private string Delivered(string messageId, int at) =>
        Event.Outgoing("message.delivered", messageId, Customer, "", "delivered", app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddSeconds(at));
}
