using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>One automatic reply, and what those who watch see of it.</summary>
public sealed class TraceTests : IAsyncLifetime
{
    private const string Customer = "+15555550151";
    private const string Other = "+15555550152";
    private const string Question = "What are your hours?";

    private OtlpReceiver receiver = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        app = await TestApp.StartLiveAsync(receiver.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        await app.SqlAsync(Functions.Patterns.InsertPattern, Question, "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Functions.Patterns.MakeAutomatic);
        await app.SqlAsync(Functions.Patterns.AddApprover);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task One_text_is_one_trace_from_the_webhook_through_each_queue_to_the_send()
    {
        // The first makes the queues; the second is an ordinary one.
        Text(Other);
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Text(Customer);
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 2);
        var messageId = await MessageIdAsync();
        await Eventually.HoldsAsync(() => TraceOf("MatchMessage", messageId).Any(span => span.Name is "SendReply"));

        var trace = TraceOf("MatchMessage", messageId);
        var way = new List<Span> { trace.Single(span => span.Name is "SendReply") };
        while (trace.SingleOrDefault(span => span.Id == way[0].ParentId) is { } caller)
        {
            way.Insert(0, caller);
        }

        var functions = way.Where(span => span.Source == "PatternFunctions").ToList();
        Assert.Equal(["ReceiveWebhook", "ProcessEvent", "MatchMessage", "SendReply"], functions.Select(span => span.Name));
        Assert.Equal("", functions[0].ParentId);
        Assert.Equal(4, functions.Select(span => span.Attributes["faas.invocation_id"]).Distinct().Count());
        Assert.Equal("202", functions[0].Attributes["http.response.status_code"]);
        Assert.Equal("auto", functions[2].Attributes["patterns.action"]);
        Assert.Equal("accepted", functions[3].Attributes["patterns.outcome"]);
        Assert.Contains(trace, span => span.Source == "System.Net.Http" && span.ParentId == functions[3].Id && span.Attributes["server.address"] == app.OpenPhone.BaseUrl.Host);
        Assert.Contains(trace, span => span.Source == "Npgsql" && span.ParentId == functions[2].Id);
        if (Environment.GetEnvironmentVariable("PATTERNS_DRAW_TRACE") is { } file)
        {
            await File.WriteAllTextAsync(file, TraceDrawing.Of(trace));
        }
    }

    [Fact]
    public async Task What_an_operator_approves_goes_on_in_the_texts_trace_to_which_the_click_is_linked()
    {
        await app.SqlAsync("UPDATE decision_patterns SET auto_executable = false");
        Text(Customer);
        long? item = null;
        await Eventually.HoldsAsync(async () => (item = await app.ScalarAsync<long?>("SELECT id FROM pattern_execution_queue")) is not null);
        var messageId = await MessageIdAsync();
        (await app.Operator.PostAsync($"api/queue/{item}/approve", content: null)).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(() => TraceOf("MatchMessage", messageId).Any(span => span.Name is "SendReply"));
        var trace = TraceOf("MatchMessage", messageId);
        // Other tests' apps have clicks, too.
        await Eventually.HoldsAsync(() => receiver.Spans.Any(span => span.Name is "ApproveQueueItem" && span.LinkedTraces.Contains(trace[0].TraceId)));

        Assert.Equal(trace.Single(span => span.Name is "MatchMessage").Id, trace.Single(span => span.Name is "SendReply").ParentId);
        var click = receiver.Spans.Single(span => span.Name is "ApproveQueueItem" && span.LinkedTraces.Contains(trace[0].TraceId));
        Assert.NotEqual(trace[0].TraceId, click.TraceId);
        Assert.Equal([trace[0].TraceId], click.LinkedTraces);
    }

    [Fact]
    public async Task A_callers_trace_is_not_believed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/health/live") { Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } } };
        (await app.Http.SendAsync(request)).Dispose();

        await Eventually.HoldsAsync(() => receiver.Spans.Any(span => span.Name is "HealthLive"));

        Assert.All(receiver.Spans.Where(span => span.Name is "HealthLive"), span => Assert.Equal("", span.ParentId));
    }

    [Fact]
    public async Task The_metrics_that_alerts_and_workbook_ask_for_are_exported()
    {
        Text(Customer);
        await app.DeliverAsync("{}");
        await Eventually.HoldsAsync(() => receiver.Metrics.Any(point => point.Name == "patterns.sends"));

        await Eventually.HoldsAsync(() => Last("patterns.decisions", ("action", "auto")) >= 1 && Last("patterns.sends", ("outcome", "accepted")) >= 1);
        await Eventually.HoldsAsync(() => Last("patterns.events", ("outcome", "deadlettered")) >= 1);
        await Eventually.HoldsAsync(() => Watched.Except(receiver.Metrics.Select(point => point.Name)).Except(["patterns.contradictions"]).SequenceEqual([]));
        Assert.Contains(receiver.Metrics, point => point.Name == "patterns.requests" && point.Attributes["function"] == "ReceiveWebhook" && point.Attributes["status"] == "202");
        Assert.Contains(receiver.Metrics, point => point.Name == "patterns.queue.oldest_seconds" && point.Attributes["queue"] == WorkQueues.InboundMessages);
    }

    [Fact]
    public async Task A_function_that_fails_is_seen_with_the_kind_of_its_failure_and_its_dead_letter_names_the_row_alone()
    {
        await app.SqlAsync("ALTER TABLE pattern_versions RENAME TO hidden");
        Text(Customer);
        var messageId = await MessageIdAsync();

        await Eventually.HoldsAsync(() => TraceOf("MatchMessage", messageId).Count(span => span.Name is "MatchMessage" && span.HasFailed) == 5);
        Assert.All(TraceOf("MatchMessage", messageId).Where(span => span.Name is "MatchMessage"), span => Assert.Equal("PostgresException", span.Attributes["error.type"]));
        await Eventually.HoldsAsync(async () =>
        {
            await app.RunTimerAsync("CollectDeadLetters");
            return await app.ScalarAsync<string>("SELECT convert_from(body, 'UTF8') FROM dead_letters") == $$"""{"MessageId":"{{messageId}}"}""";
        });
    }

    /// <summary>The names that infra/ has in its queries.</summary>
    private static IEnumerable<string> Watched => Infra.AzureTests.MetricsInQueries();

    /// <summary>By an id of its own: other tests' apps, whose spans come here, too, count theirs from the same seed.</summary>
    private void Text(string from) => app.OpenPhone.CustomerTexts(from, Question, new TextDetails { MessageId = $"AC{Guid.NewGuid():N}" });

    private async Task<string> MessageIdAsync()
    {
        string? id = null;
        await Eventually.HoldsAsync(async () => (id = await app.ScalarAsync<string>("""
            SELECT m.id
            FROM conversation_messages m
            JOIN conversations c ON c.id = m.conversation_id
            WHERE m.sender = 'customer' AND c.customer_phone = $1
            """, Customer)) is not null);
        return id!;
    }

    private List<Span> TraceOf(string function, string messageId) =>
        receiver.Spans.FirstOrDefault(span => span.Name == function && span.Attributes.GetValueOrDefault("patterns.message_id") == messageId) is { } found
            ? [.. receiver.Spans.Where(span => span.TraceId == found.TraceId)]
            : [];

    private double Last(string name, (string Key, string Value) attribute) =>
        receiver.Metrics.LastOrDefault(point => point.Name == name && point.Attributes.GetValueOrDefault(attribute.Key) == attribute.Value)?.Value ?? 0;
}
