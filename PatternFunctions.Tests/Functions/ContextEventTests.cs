using System.Text;
using PatternFunctions.Tests.OpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Events that are no texts, or no ordinary ones.</summary>
public sealed class ContextEventTests : IAsyncLifetime
{
    private const string Customer = "+15555550181";
    private const string Photo = """{"url":"https://example.test/photo.jpg","type":"image/jpeg"}""";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("v4-call-ringing", "v4-call-summary", "v4-call-transcript")]
    [InlineData("2026-03-30-call-transcript-completed", "2026-03-30-call-completed", "2026-03-30-call-summary-completed")]
    public async Task Calls_are_kept_for_context_whatever_the_order_of_their_events(params string[] names)
    {
        foreach (var name in names.Concat(names.Reverse()))
        {
            await app.DeliverAsync(Encoding.UTF8.GetString(Fixture.Read(name)));
        }

        await app.ProcessedAsync(6);
        var summary = await app.ScalarAsync<string>("SELECT summary FROM calls WHERE summary IS NOT NULL");
        Assert.Contains(summary, (string[])["You talked about the weather.\nBring an umbrella.", "Asked about opening hours.\nSend the price list.\nCall back on Friday."]);
        Assert.NotEmpty((await app.ScalarAsync<string[]>("SELECT participants FROM calls WHERE transcript IS NOT NULL"))!);
        Assert.Equal(6, await app.ScalarAsync<long>("SELECT sum(events)::bigint FROM event_counts WHERE outcome = 'Stored'"));
    }

    [Fact]
    public async Task The_latest_contact_counts_and_a_deleted_one_does_not_come_back()
    {
        var now = app.Clock.GetUtcNow();
        await app.DeliverAsync(Event.Contact("contact.updated", "CT1", "Kim", now.AddSeconds(2), Customer));
        await app.DeliverAsync(Event.Contact("contact.updated", "CT1", "Jim", now.AddSeconds(1), Customer, "+15555550182"));
        await app.ProcessedAsync(2);
        Assert.Equal("Kim", await NameAsync(Customer));
        Assert.Null(await NameAsync("+15555550182"));

        await app.DeliverAsync(Event.Contact("contact.deleted", "CT1", "Kim", now.AddSeconds(4)));
        await app.DeliverAsync(Event.Contact("contact.updated", "CT1", "Kimmy", now.AddSeconds(3), Customer));
        await app.ProcessedAsync(4);
        Assert.Null(await NameAsync(Customer));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM contacts WHERE first_name IS NOT NULL OR cardinality(phones) > 0"));
    }

    [Fact]
    public async Task A_picture_without_words_goes_to_a_person()
    {
        await app.DeliverAsync(Event.Incoming("AC1", Customer, "", app.Clock.GetUtcNow(), media: Photo));

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT kind FROM pattern_execution_queue WHERE status = 'pending'") == "attention");
    }

    [Fact]
    public async Task A_picture_of_which_v4_says_nothing_goes_to_a_person_too()
    {
        await app.DeliverAsync($$$$"""
            {"id":"EV1","object":"event","apiVersion":"v4","createdAt":"2026-03-02T09:00:00Z","type":"message.received","data":{"object":
            {"id":"AC1","object":"message","from":"{{{{Customer}}}}","to":["{{{{Event.OwnNumber}}}}"],"direction":"incoming","text":"","status":"delivered","createdAt":"2026-03-02T09:00:00Z","phoneNumberId":"PN1"}}}
            """);

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT kind FROM pattern_execution_queue WHERE status = 'pending'") == "attention");
    }

    [Theory]
    [InlineData("Anonymous", Event.OwnNumber)]
    [InlineData(Customer, $"{Event.OwnNumber},+15555550183,+15555550184")]
    public async Task Neither_a_withheld_number_nor_a_group_is_ever_answered(string from, string to)
    {
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);

        await app.DeliverAsync(Event.Incoming("AC1", from, "What are your hours?", app.Clock.GetUtcNow(), to));

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT execution_mode FROM pattern_execution_history") == "shadow");
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue"));
    }

    [Fact]
    public async Task Types_that_nobody_knows_are_acknowledged_and_counted()
    {
        await app.DeliverAsync(Encoding.UTF8.GetString(Fixture.Read("2026-03-30-task-created")));

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT type FROM event_counts WHERE outcome = 'Ignored'") == "task.created");
    }

    private Task<string?> NameAsync(string phone) => app.ScalarAsync<string>("SELECT contact_name($1)", phone);
}
