using Microsoft.Playwright;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>From a file to patterns, and back.</summary>
[Collection(ConsoleTests.Name)]
public sealed class ImportTests(ConsoleApp stack) : BrowserTest(stack)
{
    private IPage page = null!;

    [Fact]
    public async Task Without_script_a_file_is_imported_analysed_decided_and_taken_back()
    {
        page = await OpenAsync("imports", Stack.AdminKey, withScript: false);
        await page.GetByLabel("Export").SetInputFilesAsync(File("past.csv", ClubPast.Write(Stack.App.Clock.GetUtcNow().AddDays(-40), times: 4, number: 2).ToString()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import this file" }).ClickAsync();
        await UntilAsync("The import has begun.", "waits for you");
        await Expect(page.GetByText("The analysis costs at most $0.00")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the analysis" }).ClickAsync();
        await UntilAsync("The analysis has begun.", "finished");

        await page.GetByRole(AriaRole.Link, new() { Name = "Review proposals" }).ClickAsync();
        await Expect(page.Locator(".staging li", new() { HasText = "dress code" }).First.GetByText("like pattern 3")).ToBeVisibleAsync();
        await page.Locator(".staging li", new() { HasText = "rent" }).First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject selected" }).ClickAsync();
        await Expect(page.GetByText("Done: 1 proposal is decided.")).ToBeVisibleAsync();
        await page.Locator(".staging li", new() { HasText = "park" }).First.Locator(".row-title").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Parking is free, {{nonsense}}.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByText("There is no value for “{{nonsense}}”.").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Answer" }).FillAsync("Parking is free, round the corner.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await page.GetByText("Decide many at once …").ClickAsync();
        await page.GetByLabel("Asked at least so often").FillAsync("2");
        await page.GetByLabel("Answers alike, per cent").FillAsync("50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve all of these" }).ClickAsync();
        await Expect(page.GetByText("proposals are decided.")).ToBeVisibleAsync();
        Assert.True(await Stack.App.ScalarAsync<bool>("""
            SELECT NOT is_active AND confidence_score = 0.50 AND created_from LIKE 'import:%' FROM decision_patterns WHERE response_template = 'Parking is free, round the corner.'
            """));

        await page.Locator(".crumb a").Last.ClickAsync();
        await page.GetByText("Take this import back …").ClickAsync();
        await page.GetByLabel("Take everything of this import back").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await UntilAsync("The import is being taken back.", "taken back");
    }

    [Fact]
    public async Task With_script_the_file_goes_up_and_its_progress_shows_by_itself()
    {
        page = await OpenAsync("imports", Stack.AdminKey);
        await page.GetByLabel("Export").SetInputFilesAsync(File("more.csv", ClubPast.Write(Stack.App.Clock.GetUtcNow().AddDays(-40), times: 2, number: 3).ToString()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import this file" }).ClickAsync();

        await Expect(page.Locator(".chips .chip").First).ToHaveTextAsync("waits for you");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop this import" }).ClickAsync();
        await Expect(page.GetByText("The import is stopped.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_no_export_is_refused_with_a_sentence_and_a_foreign_form_is_not_even_read()
    {
        page = await OpenAsync("imports", Stack.AdminKey);
        await page.GetByLabel("Export").SetInputFilesAsync(File("recipe.csv", "flour,sugar\n1,2\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import this file" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        var before = await Stack.App.ScalarAsync<long>("SELECT count(*) FROM imports");

        var form = page.APIRequest.CreateFormData();
        form.Set("token", new string('0', 64));
        form.Set("file", File("past.csv", ClubPast.Write(Stack.App.Clock.GetUtcNow().AddDays(-40), times: 1, number: 4).ToString()));
        Assert.Equal(400, (await page.APIRequest.PostAsync(Stack.Url("imports/upload"), new() { Multipart = form })).Status);
        Assert.Equal(before, await Stack.App.ScalarAsync<long>("SELECT count(*) FROM imports"));
    }

    /// <param name="notice">Of what was just asked for: before it shows, the page is still on its way.</param>
    private async Task UntilAsync(string notice, string status)
    {
        await Expect(page.GetByText(notice)).ToBeVisibleAsync();
        await Eventually.HoldsAsync(async () =>
        {
            await page.ReloadAsync();
            return await page.Locator(".chips .chip").First.InnerTextAsync() == status;
        });
    }

    private static FilePayload File(string name, string content) => new() { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(content) };
}
