using System.Net;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Matching;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class ForgettingTests : IAsyncLifetime
{
    private const string Customer = "+15555550181";
    private const string Other = "+15555550182";

    /// <summary>Every column of text, JSON or bytes in the database, in one.</summary>
    private const string Everything = """
        SELECT string_agg(query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text, '')
        FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        """;

    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.60m);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_forgotten_customer_is_nowhere_and_the_counts_stay()
    {
        await AskAsync(Customer, "Zebedee here, where can I park?", item: 1);
        await app.Operator.PostJsonAsync("api/queue/1/modify", new { response = "Behind it, Zebedee." });
        // What OpenPhone tells of the reply later would be stored anew.
        await Eventually.HoldsAsync(async () =>
            await app.ScalarAsync<long>("SELECT coalesce(sum(events), 0)::bigint FROM event_counts WHERE type = 'message.delivered'") == 1);
        await AskAsync(Other, "Florence here, where can I park?", item: 2);
        await app.SqlAsync("INSERT INTO dead_letters (queue, body, reason, created_at) VALUES ('q', convert_to('{\"from\":\"\\u002B15555550181\"}', 'UTF8'), 'r', now())");
        var blobs = app.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(EventBodies.Container);
        await blobs.CreateIfNotExistsAsync();
        await blobs.UploadBlobAsync("large", BinaryData.FromString($"from {Customer} Zebedee"));

        var forgotten = await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/customers/{Uri.EscapeDataString(Customer)}", null, HttpStatusCode.OK);

        Assert.Equal(1, forgotten.GetProperty("conversations").GetInt32());
        Assert.Equal(1, forgotten.GetProperty("dead_letters").GetInt32());
        Assert.Equal(1, forgotten.GetProperty("blobs").GetInt32());
        var rest = await app.ScalarAsync<string>(Everything) ?? "";
        Assert.DoesNotContain("Zebedee", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("15555550181", rest, StringComparison.Ordinal);
        Assert.Contains("Florence", rest, StringComparison.Ordinal);
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT modified_count FROM decision_patterns"));
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history"));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'customer.forgotten'"));
    }

    [Fact]
    public async Task Who_said_STOP_is_still_not_texted()
    {
        app.OpenPhone.CustomerTexts(Customer, "STOP");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM opt_outs") == 1);

        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/customers/{Uri.EscapeDataString(Customer)}", null, HttpStatusCode.OK);

        Assert.True(await app.ScalarAsync<bool>("SELECT is_opted_out FROM opt_outs"));
    }

    [Theory]
    [InlineData("robin")]
    [InlineData("%2B1")]
    public async Task What_is_no_number_is_refused(string phone)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Admin.DeleteAsync($"api/customers/{phone}")).StatusCode);
    }

    [Fact]
    public async Task Texts_older_than_the_retention_go_at_night_and_younger_ones_stay()
    {
        await AskAsync(Customer, "Zebedee here, where can I park?", item: 1);
        await app.Operator.PostJsonAsync("api/queue/1/reject", new { });
        await app.SetAsync("confidence_decay_daily", "0");
        app.Clock.Advance(TimeSpan.FromDays(40));
        await app.SqlAsync("UPDATE decision_patterns SET confidence_score = 0.60");
        await AskAsync(Other, "Florence here, where can I park?", item: 2);
        await app.SetAsync("retention_days", "30");

        await app.RunTimerAsync("KeepRetention");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages") == 1);
        var rest = await app.ScalarAsync<string>(Everything) ?? "";
        Assert.DoesNotContain("Zebedee", rest, StringComparison.Ordinal);
        Assert.Contains("Florence", rest, StringComparison.Ordinal);
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT rejected_count FROM decision_patterns"));
    }

    /// <summary>The pattern is taught the wording first, so that the question waits for an operator.</summary>
    private async Task AskAsync(string customer, string text, int item)
    {
        await app.SqlAsync("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
            SELECT $1, id, $2, 'approved', $3 FROM decision_patterns
            """, PatternSignature.Of(text), text, app.Clock.GetUtcNow());
        app.OpenPhone.CustomerTexts(customer, text);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == item);
    }
}
