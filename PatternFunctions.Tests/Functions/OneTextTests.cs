using System.Net.Http.Json;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>The whole way of a text, from OpenPhone's webhook to the reply, through every function.</summary>
public sealed class OneTextTests
{
    private const string Ann = "+15555550111";
    private const string Bob = "+15555550112";
    private const string Question = "What time do you close on Sundays?";
    private const string Answer = "We close at 10pm on Sundays, last bay starts at 9pm.";

    [Fact]
    public async Task An_operators_answer_becomes_a_pattern_that_an_operator_approves_for_the_next_customer()
    {
        await using var app = await TestApp.StartLiveAsync();

        app.OpenPhone.CustomerTexts(Ann, Question);
        await Eventually.HoldsAsync(() => DecisionsAsync(app, 1));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.OperatorTexts(Ann, Answer);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns") == 1);
        Assert.Equal(0.50m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns WHERE NOT is_active"));

        app.OpenPhone.CustomerTexts(Bob, "what time do you close on sundays");
        await Eventually.HoldsAsync(() => DecisionsAsync(app, 2));
        var queue = await app.Operator.GetFromJsonAsync<JsonElement>("api/queue");
        var item = queue.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(Answer, item.GetProperty("proposed_response").GetString());
        (await app.Operator.PostAsync($"api/queue/{item.GetProperty("id")}/approve", null)).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Any(text => text.Phone == Bob));
        var received = app.OpenPhone.Workspace.Received.Single(text => text.Phone == Bob);
        Assert.Equal(Answer, received.Text);
        Assert.Equal(0.65m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns") == 1);
    }

    private static async Task<bool> DecisionsAsync(TestApp app, long count) =>
        await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == count;
}
