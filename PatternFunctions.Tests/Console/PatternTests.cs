using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>An admin's work on patterns, all of it without script but for what script alone can do.</summary>
[Collection(ConsoleTests.Name)]
public sealed class PatternTests(ConsoleApp stack) : BrowserTest(stack)
{
    private IPage page = null!;

    [Fact]
    public async Task A_pattern_is_written_by_hand_edited_restored_switched_on_and_off_and_retired()
    {
        page = await OpenAsync("patterns/new", Stack.AdminKey, withScript: false);
        await page.GetByLabel("A customer’s question").FillAsync("Do you have lockers?");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Yes {name}, at the entrance.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByText("A single brace would go out to customers").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Yes {{customer_first_name|there}}, at the entrance.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByText("Created. It is suggested")).ToBeVisibleAsync();
        await Expect(page.Locator("#preview")).ToContainTextAsync("Yes Alex, at the entrance.");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Yes, by the door.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to this version 1" }).ClickAsync();
        await Expect(page.GetByText("This version is the current one now.")).ToBeVisibleAsync();

        await Expect(page.GetByText("Operators have to approve it first.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Let it answer by itself …")).ToHaveCountAsync(0);
        await Stack.App.SqlAsync("""
            INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor)
            SELECT id, version, 'approved', 0, confidence_score, 'robin' FROM decision_patterns WHERE trigger_text = 'Do you have lockers?'
            """);
        await page.ReloadAsync();
        await page.GetByText("Let it answer by itself …").ClickAsync();
        await page.GetByLabel("Reason, for those who look later").FillAsync("it is simply so");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        await Expect(page.GetByText("It is switched on, but waits")).ToBeVisibleAsync();
        Assert.Equal("it is simply so", await Stack.App.ScalarAsync<string>("SELECT after->>'reason' FROM audit_log WHERE action = 'pattern.activated' ORDER BY id DESC LIMIT 1"));
        await page.GetByText("Switch off automatic answers …").ClickAsync();
        await page.GetByLabel("Reason, for those who look later").FillAsync("on second thoughts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(page.GetByText("Switched off. It is suggested to operators again.")).ToBeVisibleAsync();

        await page.GetByText("Retire this pattern …").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Restore this pattern" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_preview_follows_what_is_typed()
    {
        page = await OpenAsync("patterns/1", Stack.AdminKey);

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Until ten, {{customer_first_name}}. {{nonsense}}");

        await Expect(page.Locator("#preview")).ToContainTextAsync("There is no value for “{{nonsense}}”.");
    }

    [Fact]
    public async Task A_message_that_is_tried_is_explained_to_the_last_condition_and_nothing_happens()
    {
        var before = await Stack.App.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history");
        page = await OpenAsync("try", onPhone: true, withScript: false);

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("do you sell gift cards??");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Expect(page.Locator(".gates .shut", new() { HasText = "Nobody has switched this pattern on." })).ToBeVisibleAsync();
        await page.GetByText("Numbers and conditions").ClickAsync();
        await Expect(page.GetByText("The same words as a known wording.")).ToBeVisibleAsync();
        Assert.Equal(before, await Stack.App.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history"));
    }

    [Fact]
    public async Task A_conversation_is_taken_over_released_and_its_customer_forgotten()
    {
        const string phone = "+15555550161";
        await Stack.Club.TextsAsync(phone, "Something nobody has ever asked");
        var id = await Stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", phone);
        page = await OpenAsync($"conversations/{id}", Stack.AdminKey, withScript: false);

        await page.GetByText("Why", new() { Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("Nothing known is like this question")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(page.GetByText("A person leads this conversation")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Let automation in again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take over" })).ToBeVisibleAsync();
        await page.GetByText("Forget this customer …").ClickAsync();
        await page.GetByLabel("I have made sure").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase everything" }).ClickAsync();

        await Expect(page.GetByText("The customer is forgotten.")).ToBeVisibleAsync();
        Assert.Equal(0, await Stack.App.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE conversation_id = $1", id));
    }

    [Fact]
    public async Task An_operator_sees_patterns_and_changes_none()
    {
        page = await OpenAsync("patterns/2", withScript: false);

        await Expect(page.GetByText("Only an admin can switch it on.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).Not.ToBeVisibleAsync();
        await page.GotoAsync(Stack.Url("patterns/new"));
        await Expect(page.GetByText("This is for admins")).ToBeVisibleAsync();
    }
}
