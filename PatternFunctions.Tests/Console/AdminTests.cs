using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>An admin's other work, without script.</summary>
[Collection(ConsoleTests.Name)]
public sealed class AdminTests(ConsoleApp stack) : BrowserTest(stack)
{
    private IPage page = null!;

    [Fact]
    public async Task A_setting_is_changed_after_it_was_seen_what_that_does()
    {
        page = await OpenAsync("settings", Stack.AdminKey, withScript: false);
        await page.GetByLabel("Takeover minutes").FillAsync("90 000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("takeover minutes: It must be");

        await page.GetByLabel("Takeover minutes").FillAsync("180");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).ClickAsync();
        await Expect(page.GetByText("No pattern becomes or ceases")).ToBeVisibleAsync();
        Assert.Equal("240", await ValueAsync("takeover_minutes"));
        await page.GetByLabel("Reason").FillAsync("shorter shifts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this change" }).ClickAsync();

        await Expect(page.GetByText("The settings are changed.")).ToBeVisibleAsync();
        Assert.Equal("180", await ValueAsync("takeover_minutes"));
        await page.GotoAsync(Stack.Url("audit?subject=config/takeover_minutes"));
        await Expect(page.GetByText("shorter shifts")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shadow_mode_and_the_kill_switch_are_plain_switches_and_letting_go_takes_a_confirmation()
    {
        page = await OpenAsync("settings", Stack.AdminKey, withScript: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on Shadow mode" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this change" }).ClickAsync();
        await Expect(page.Locator("#system-state")).ToHaveTextAsync("Shadow mode");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn off Shadow mode" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this change" }).ClickAsync();
        await Expect(page.Locator("#system-state")).ToHaveTextAsync("Live");

        await page.GetByRole(AriaRole.Button, new() { Name = "Stop all" }).ClickAsync();
        await Expect(page.Locator("#system-state")).ToHaveTextAsync("Automatic replies stopped");
        Assert.Equal("true", await ValueAsync("kill_switch"));
        await page.GetByText("Allow again …").ClickAsync();
        await page.GetByLabel("Automatic replies may go out again").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Expect(page.Locator("#system-state")).ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task A_key_is_made_shown_once_followed_by_its_link_and_revoked()
    {
        page = await OpenAsync("keys", Stack.AdminKey, withScript: false);
        await page.GetByLabel("Whose it is").FillAsync("noor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync(new Regex("^pf_"));
        var link = await page.GetByLabel("Link", new() { Exact = true }).InputValueAsync();

        await using var context = await Stack.Chromium.NewContextAsync(ConsoleApp.Options(onPhone: true));
        var theirs = await context.NewPageAsync();
        await theirs.GotoAsync(link);
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Queue" })).ToBeVisibleAsync();
        await page.GotoAsync(Stack.Url("keys"));
        await Expect(page.GetByLabel("Key", new() { Exact = true })).Not.ToBeVisibleAsync();
        await page.Locator("summary", new() { HasText = "noor" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key of noor" }).ClickAsync();

        await Expect(page.GetByText("The key is revoked")).ToBeVisibleAsync();
        await theirs.ReloadAsync();
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_audits_chain_is_checked_and_taken_away_and_tables_come_as_files()
    {
        page = await OpenAsync("audit", Stack.AdminKey, withScript: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the chain" }).ClickAsync();
        await Expect(page.GetByText("Intact: all")).ToBeVisibleAsync();

        var exported = await page.APIRequest.GetAsync(Stack.Url("audit/export"));
        Assert.Contains("console.signed_in", await exported.TextAsync(), StringComparison.Ordinal);
        foreach (var table in new[] { "days", "patterns", "operators", "reliability", "unanswered", "first-answers", "queue", "decay", "costs", "summary" })
        {
            var file = await page.APIRequest.GetAsync(Stack.Url($"insights/{table}.csv?days=90"));
            Assert.True(file.Ok, table);
            Assert.Equal("text/csv; charset=utf-8", file.Headers["content-type"]);
        }
    }

    [Fact]
    public async Task A_dead_letter_is_read_and_tried_again()
    {
        await Stack.App.SqlAsync("INSERT INTO dead_letters (queue, body, reason, created_at) VALUES ('openphone-events', '<b>no event</b>'::bytea, 'It is no JSON.', now())");
        page = await OpenAsync("dead-letters", Stack.AdminKey, withScript: false);

        await page.GetByText("It is no JSON.").First.WaitForAsync();
        await page.Locator(".row-title").First.ClickAsync();
        await Expect(page.GetByText("<b>no event</b>")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.GetByText("It is tried again now.")).ToBeVisibleAsync();
    }

    private Task<string?> ValueAsync(string key) =>
        Stack.App.ScalarAsync<string>("SELECT config_value FROM pattern_learning_config WHERE config_key = $1", key);
}
