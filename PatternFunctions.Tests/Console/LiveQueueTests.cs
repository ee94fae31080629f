using Microsoft.Playwright;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>A queue that is left open: what the list marks is what is shown, whatever comes and goes.</summary>
[Collection(ConsoleTests.Name)]
public sealed class LiveQueueTests(ConsoleApp stack) : BrowserTest(stack)
{
    /// <summary>Other tests of this club reject its reply.</summary>
    public override Task InitializeAsync() =>
        Stack.App.SqlAsync("UPDATE decision_patterns SET confidence_score = 0.80 WHERE trigger_text = $1", Club.GiftCards);

    [Fact]
    public async Task The_first_question_of_an_empty_queue_is_shown_where_it_is_marked()
    {
        await Stack.App.SqlAsync("UPDATE pattern_execution_queue SET status = 'expired' WHERE status = 'pending'");
        var page = await OpenAsync("");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        var card = (await page.Locator(".empty").BoundingBoxAsync())!;
        var main = (await page.Locator("#main").BoundingBoxAsync())!;
        Assert.True(card.Width > 0.8 * main.Width, $"The card is {card.Width} of {main.Width} pixels wide.");

        Assert.Null(await Look.AtDeskAsync(Stack, page, "queue-empty", size: 0));
        await page.SetViewportSizeAsync(ConsoleApp.Desktop.Width, ConsoleApp.Desktop.Height);

        var id = await Stack.Club.TextsAsync("+15555550191", Club.GiftCards);

        await Expect(page.Locator($".inbox a[data-item='{id}']")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_another_answers_says_so_at_once_and_no_other_question_is_marked_instead()
    {
        await Stack.Club.TextsAsync("+15555550192", Club.GiftCards);
        var id = await Stack.Club.TextsAsync("+15555550193", Club.GiftCards);
        var page = await OpenAsync("");
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");

        await Stack.App.Operator.PostJsonAsync($"api/queue/{id}/approve", new { });

        await Expect(page.Locator("#question")).ToContainTextAsync("Answered by sam · just now");
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");
        await Expect(page.Locator("#question button:visible")).ToHaveCountAsync(0);
        await Expect(page.Locator("#question .chip", new() { HasText = "Needs approval" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".inbox a[data-item]").First).ToBeVisibleAsync();
        await Expect(page.Locator(".inbox a[aria-current]")).ToHaveCountAsync(0);
        Assert.Null(await Look.AtAsync(Stack, page, "question-answered-desktop-light"));
    }

    [Fact]
    public async Task A_newer_question_leaves_the_one_that_is_read_where_it_is()
    {
        var id = await Stack.Club.TextsAsync("+15555550194", Club.GiftCards);
        var page = await OpenAsync("");
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");

        var newer = await Stack.Club.TextsAsync("+15555550195", Club.GiftCards);

        await Expect(page.Locator($".inbox a[data-item='{newer}']")).ToBeVisibleAsync();
        await Expect(page.Locator("#question")).ToHaveAttributeAsync("data-item", $"{id}");
        Assert.Equal($"{id}", await page.Locator(".inbox a[aria-current]").GetAttributeAsync("data-item"));
    }
}
