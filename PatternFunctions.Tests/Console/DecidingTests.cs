using Microsoft.Playwright;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>What learning leaves to people: two that ask the same, other texts, and the business's facts. All without script.</summary>
[Collection(ConsoleTests.Name)]
public sealed class DecidingTests(ConsoleApp stack) : BrowserTest(stack)
{
    private IPage page = null!;

    [Fact]
    public async Task Two_patterns_that_ask_the_same_are_compared_and_made_one()
    {
        var (stays, goes) = (await AddAsync("Do you serve food?"), await AddAsync("Is there something to eat?"));
        await Stack.App.SqlAsync("UPDATE decision_patterns SET similar_to = $2 WHERE id = $1", goes, stays);
        page = await OpenAsync("patterns?state=proposals", Stack.AdminKey, withScript: false);

        await page.GetByText("Is there something to eat?").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.GetByText("becomes a proposed version")).ToBeVisibleAsync();
        await page.GetByLabel("Reason").FillAsync("the same kitchen");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Merge into pattern {stays}" }).ClickAsync();

        await Expect(page.GetByText("The two are one now.")).ToBeVisibleAsync();
        Assert.Equal(stays, await Stack.App.ScalarAsync<long>("SELECT merged_into FROM decision_patterns WHERE id = $1", goes));
        await page.GetByRole(AriaRole.Button, new() { Name = "Not wanted 2" }).ClickAsync();
        await Expect(page.GetByText("Put aside. It is not proposed again.")).ToBeVisibleAsync();
        Assert.Equal("dismissed", await Stack.App.ScalarAsync<string>("SELECT status FROM pattern_versions WHERE pattern_id = $1 AND version = 2", stays));
        await page.GotoAsync(Stack.Url($"patterns/{goes}"));
        await Expect(page.GetByText("It was merged.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task That_two_are_different_is_said_once_and_a_proposed_text_is_adopted()
    {
        var (one, other) = (await AddAsync("Do you have a bar?"), await AddAsync("Do you have a bus?"));
        await Stack.App.SqlAsync("UPDATE decision_patterns SET similar_to = $2 WHERE id = $1", one, other);
        await Stack.App.SqlAsync("""
            INSERT INTO pattern_versions (pattern_id, version, response_template, status, created_by, created_at)
            VALUES ($1, 2, 'Yes, and it is open till late.', 'proposed', 'operator', now())
            """, one);
        page = await OpenAsync($"patterns/{one}", Stack.AdminKey, withScript: false);

        await page.GetByRole(AriaRole.Button, new() { Name = "They are different" }).ClickAsync();
        await Expect(page.GetByText("Noted: the two are different.")).ToBeVisibleAsync();
        await Expect(page.GetByText("It asks much the same as")).Not.ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this version 2" }).ClickAsync();

        await Expect(page.GetByText("This version is the current one now.")).ToBeVisibleAsync();
        Assert.Equal("Yes, and it is open till late.", await Stack.App.ScalarAsync<string>("SELECT response_template FROM decision_patterns WHERE id = $1", one));
        Assert.Equal(1, await Stack.App.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'pattern.similar_dismissed' AND subject = $1", $"patterns/{one}"));
    }

    [Fact]
    public async Task A_fact_is_written_said_by_an_answer_changed_and_deleted_when_nothing_says_it_any_more()
    {
        page = await OpenAsync("facts", Stack.AdminKey, withScript: false);
        await page.GetByLabel("Kind").SelectOptionAsync("price");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("lesson_price");
        await page.GetByLabel("As customers read it").FillAsync("cheap");
        await page.GetByLabel("What it is").FillAsync("What a lesson costs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("an amount with its currency");
        await page.GetByLabel("As customers read it").FillAsync("$60 an hour");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

        var id = await AddAsync("How much is a lesson?", "A lesson is {{lesson_price}}.");
        await page.GotoAsync(Stack.Url($"patterns/{id}"));
        await Expect(page.Locator("#preview")).ToContainTextAsync("A lesson is $60 an hour.");
        await page.GotoAsync(Stack.Url("facts?edit=lesson_price"));
        await page.GetByText("Delete this fact …").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete lesson_price" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Patterns say it");

        await Stack.App.SqlAsync("UPDATE decision_patterns SET deleted_at = now() WHERE id = $1", id);
        await page.GotoAsync(Stack.Url("facts?edit=lesson_price"));
        await page.GetByText("Delete this fact …").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete lesson_price" }).ClickAsync();
        await Expect(page.GetByText("The fact is gone.")).ToBeVisibleAsync();
    }

    private async Task<long> AddAsync(string question, string? template = null) =>
        (await Stack.App.Admin.PostJsonAsync(
            "api/patterns", new { pattern_type = "faq", trigger_text = question, response_template = template ?? $"Yes: {question.TrimEnd('?')}." }, System.Net.HttpStatusCode.Created))
        .GetProperty("pattern").GetProperty("id").GetInt64();
}
