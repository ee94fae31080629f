using Microsoft.Playwright;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Between a proposal and what a person would rather say nothing else may be sent, and no words be lost.</summary>
[Collection(ConsoleTests.Name)]
public sealed class EditingTests(ConsoleApp stack) : BrowserTest(stack)
{
    [Theory]
    [InlineData("+15555550161", true, false)]
    [InlineData("+15555550162", false, false)]
    [InlineData("+15555550163", true, true)]
    [InlineData("+15555550164", false, true)]
    public async Task While_a_reply_is_edited_one_button_sends_and_it_sends_those_words(string phone, bool withScript, bool onPhone)
    {
        var id = await Stack.Club.TextsAsync(phone, Club.DressCode);
        var page = await OpenAsync($"queue/{id}", onPhone: onPhone, withScript: withScript);

        await EditAsync(page, withScript);

        await Expect(page.Locator("#question form:visible button:visible")).ToHaveTextAsync(["Send my words"]);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Your words").FillAsync("Come as you are.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my words" }).ClickAsync();
        await Eventually.HoldsAsync(() => Stack.App.OpenPhone.Workspace.Received.Any(received => received.Phone == phone));
        Assert.Equal("Come as you are.", Assert.Single(Stack.App.OpenPhone.Workspace.Received, received => received.Phone == phone).Text);
    }

    [Theory]
    [InlineData("+15555550165", true)]
    [InlineData("+15555550166", false)]
    public async Task What_was_begun_is_cancelled_and_the_proposal_is_back_as_it_was(string phone, bool withScript)
    {
        var id = await Stack.Club.TextsAsync(phone, Club.DressCode);
        var page = await OpenAsync($"queue/{id}", withScript: withScript);
        var before = await Edit(page).BoundingBoxAsync();
        await EditAsync(page, withScript);
        await page.GetByLabel("Your words").FillAsync("Come as you are.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true }).ClickAsync();

        await Expect(Approve(page)).ToBeVisibleAsync();
        Assert.Equal(before!.X, (await Edit(page).BoundingBoxAsync())!.X);
        await Edit(page).ClickAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("No dress code! Please just wear clean shoes with soft soles.");
    }

    [Theory]
    [InlineData("+15555550167", false)]
    [InlineData("+15555550168", true)]
    public async Task A_second_click_on_Edit_opens_nothing_else(string phone, bool onPhone)
    {
        var id = await Stack.Club.TextsAsync(phone, Club.DressCode);
        var page = await OpenAsync($"queue/{id}", onPhone: onPhone);

        await Edit(page).DblClickAsync();

        await Expect(page.GetByLabel("Your words")).ToBeFocusedAsync();
        await Expect(page.Locator("#reject")).Not.ToHaveAttributeAsync("open", "");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.Locator("summary", new() { HasText = "Reject" }).DblClickAsync();
        await Expect(page.GetByLabel("Why? (optional)")).ToBeFocusedAsync();
        await Expect(page.Locator("#question form:visible button:visible")).ToHaveTextAsync(["Reject"]);
    }

    [Fact]
    public async Task No_key_approves_or_leads_away_while_a_box_holds_words()
    {
        var id = await Stack.Club.TextsAsync("+15555550169", Club.DressCode);
        var page = await OpenAsync($"queue/{id}");
        await page.EvaluateAsync("() => { window.opened = new Promise(done => document.addEventListener('toggle', event => event.target.id === 'edit' && done(), true)); }");
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.TypeAsync(" Really.");
        // The browser tells of an opened part when it finds the time, and only then is the box focused for the last time.
        await page.EvaluateAsync("() => window.opened");
        await page.EvaluateAsync("document.activeElement.blur()");

        foreach (var key in new[] { "a", "r", "j", "k", "u", "Escape" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("No dress code! Please just wear clean shoes with soft soles. Really.");
        Assert.Equal("pending", await Stack.App.ScalarAsync<string>("SELECT status FROM pattern_execution_queue WHERE id = $1", id));
        await page.Keyboard.PressAsync("e");
        await page.Keyboard.PressAsync("Control+Enter");
        await Eventually.HoldsAsync(async () => await Stack.App.ScalarAsync<string>("SELECT status FROM pattern_execution_queue WHERE id = $1", id) is "modified");
    }

    [Fact]
    public async Task What_another_decides_meanwhile_takes_the_buttons_away_and_leaves_the_words()
    {
        var id = await Stack.Club.TextsAsync("+15555550170", Club.DressCode);
        var page = await OpenAsync("");
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");
        await EditAsync(page, withScript: true);
        await page.GetByLabel("Your words").FillAsync("Come as you are.");

        await Stack.App.Operator.PostJsonAsync($"api/queue/{id}/approve", new { });

        await Expect(page.Locator("#question")).ToContainTextAsync("Answered by sam · just now");
        await Expect(page.Locator("#question button:visible")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("Your words, which were not sent")).ToHaveValueAsync("Come as you are.");
    }

    [Fact]
    public async Task Without_script_words_that_come_too_late_are_still_there_to_be_read()
    {
        var id = await Stack.Club.TextsAsync("+15555550171", Club.DressCode);
        var page = await OpenAsync($"queue/{id}", withScript: false);
        await Edit(page).ClickAsync();
        await page.GetByLabel("Your words").FillAsync("Come as you are.");
        await Stack.App.Operator.PostJsonAsync($"api/queue/{id}/approve", new { });

        await page.GetByRole(AriaRole.Button, new() { Name = "Send my words" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("sam was first and approved this reply.");
        await Expect(page.GetByLabel("Your words, which were not sent")).ToHaveValueAsync("Come as you are.");
    }

    [Theory]
    [InlineData("+15555550172", false, false)]
    [InlineData("+15555550173", true, true)]
    public async Task What_is_opened_is_usable_by_everybody(string phone, bool onPhone, bool dark)
    {
        var id = await Stack.Club.TextsAsync(phone, Club.DressCode);
        var page = await OpenAsync($"queue/{id}", onPhone: onPhone, dark: dark);
        var form = onPhone ? "phone-dark" : "desktop-light";
        await Edit(page).ClickAsync();
        Assert.Null(onPhone ? await Look.AtAsync(Stack, page, $"question-editing-{form}") : await Look.AtDeskAsync(Stack, page, "question-editing", size: 0));
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.Locator("summary", new() { HasText = "Reject" }).ClickAsync();
        Assert.Null(await Look.AtAsync(Stack, page, $"question-rejecting-{form}"));
    }

    /// <summary>With script the cursor is put behind the words; who types sooner than that is no person.</summary>
    private static async Task EditAsync(IPage page, bool withScript)
    {
        await Edit(page).ClickAsync();
        if (withScript)
        {
            await Expect(page.GetByLabel("Your words")).ToBeFocusedAsync();
        }
    }

    private static ILocator Edit(IPage page) => page.Locator("summary", new() { HasText = "Edit" });

    private static ILocator Approve(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" });
}
