using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Customers who write what no page is made for, and more patterns than fit on one.</summary>
[Collection(ConsoleTests.Name)]
public sealed class HostileTests(ConsoleApp stack) : BrowserTest(stack)
{
    private const string Phone = "+15555550171";

    private IPage page = null!;

    [Fact]
    public async Task A_customer_named_script_who_writes_1600_combining_characters_is_a_line_like_any_other()
    {
        Stack.App.OpenPhone.UpdateContact(Phone, Club.HostileName, "<img src=x onerror=alert(1)>");
        var piled = "a" + string.Concat(Enumerable.Repeat("\u0301\u0329", 800));
        await Stack.Club.TextsAsync(Phone, piled[..1600]);
        var id = await Stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", Phone);
        page = await OpenAsync("activity");
        List<string> spoken = [];
        page.Dialog += (_, dialog) => spoken.Add(dialog.Message);

        foreach (var (path, box) in new[] { ("activity", ".rows li:first-child"), ($"conversations/{id}", ".thread .bubble") })
        {
            await page.GotoAsync(Stack.Url(path));
            await Expect(page.GetByText(Club.HostileName).First).ToBeVisibleAsync();
            // What is piled up goes neither over its neighbours nor makes the page longer than a few lines.
            Assert.InRange((await page.Locator(box).First.BoundingBoxAsync())!.Height, 1, 160);
            Assert.Equal("hidden", await page.Locator($"{box} .row-text, {box}.bubble").First.EvaluateAsync<string>("element => getComputedStyle(element).overflowY"));
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        }

        Assert.Empty(spoken);
        Assert.Equal(0, await page.Locator("img[onerror]").CountAsync());
        Assert.Equal(1, await page.Locator("script").CountAsync());
    }

    [Fact]
    public async Task Ten_thousand_patterns_are_leafed_through_and_searched_page_by_page()
    {
        // Retired ones, which are matched no more: the other tests have their peace.
        await Stack.App.SqlAsync("""
            INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, created_from, deleted_at)
            SELECT 'faq', md5('many' || n), 'Many questions, number ' || n, '{many}', repeat('An answer of some length. ', 12), 'operator', now()
            FROM generate_series(1, 10000) AS n
            """);
        (page, var size) = await Stack.OpenMeasuredAsync("patterns?state=retired", withScript: false);
        Assert.InRange(size, 1, 100 * 1024);
        var first = await page.Locator(".row-title").AllInnerTextsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        var second = await page.Locator(".row-title").AllInnerTextsAsync();

        Assert.Equal(first.Count + second.Count, first.Concat(second).Distinct().Count());
        await page.GetByRole(AriaRole.Searchbox).FillAsync("number 4711");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Expect(page.Locator(".row-title")).ToHaveTextAsync("Many questions, number 4711");
    }
}
