using System.Text.Json;
using Microsoft.Playwright;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>What every page must be: light enough, usable by everybody, at any width and zoom, and looked at.</summary>
internal static class Look
{
    private const int LargestPage = 100 * 1024;

    /// <summary>A browser without a graphics card runs out of canvas.</summary>
    private const int TallestPicture = 2_400;

    private const string Usable = "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    /// <summary>In the other theme the same page has other colours, and nothing else.</summary>
    private const string Coloured = "runOnly: { type: 'rule', values: ['color-contrast', 'target-size'] }";

    private static readonly string? given = Environment.GetEnvironmentVariable("PATTERNS_SCREENSHOTS");

    /// <summary>Where the pictures of each run are: beside the tests' own files, or where PATTERNS_SCREENSHOTS says.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(given is { Length: > 0 } ? given : Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public static bool IsAskedFor => given is { Length: > 0 };

    /// <summary>On a desk, by day: everything.</summary>
    /// <returns>What there is to complain of; null if nothing.</returns>
    public static async Task<string?> AtDeskAsync(ConsoleApp stack, IPage page, string name, int size)
    {
        await PictureAsync(page, $"{name}-desktop-light");
        var found = await AxeAsync(stack, page, Usable);
        List<int> tooWide = [];
        // 1280 pixels at 200 %, and at 400 % as WCAG asks for.
        foreach (var width in new[] { ConsoleApp.Desktop.Width, 640, 320 })
        {
            await page.SetViewportSizeAsync(width, ConsoleApp.Desktop.Height);
            if (await IsTooWideAsync(page))
            {
                tooWide.Add(width);
                await PictureAsync(page, $"{name}-{width}");
            }
        }

        return size > LargestPage ? $"{name} has {size} bytes."
            : tooWide.Count > 0 ? $"{name} is wider than a window of {string.Join(", ", tooWide)} pixels."
            : found is null ? null : $"{name}: {found}";
    }

    /// <summary>In another form: its colours, its width and its picture.</summary>
    public static async Task<string?> AtAsync(ConsoleApp stack, IPage page, string name)
    {
        await PictureAsync(page, name);
        return await IsTooWideAsync(page) ? $"{name} is wider than its window." : await AxeAsync(stack, page, Coloured) is { } found ? $"{name}: {found}" : null;
    }

    private static Task<bool> IsTooWideAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    private static async Task<string?> AxeAsync(ConsoleApp stack, IPage page, string options)
    {
        await page.EvaluateAsync(stack.Chromium.Axe);
        var found = await page.EvaluateAsync<JsonElement>($$"""
            async () => (await axe.run(document, { {{options}}, resultTypes: ['violations'] }))
              .violations.map(violation => ({ rule: violation.id, help: violation.help, nodes: violation.nodes.slice(0, 5).map(node => node.html + ' ' + node.failureSummary) }))
            """);
        return found.GetArrayLength() > 0 ? found.ToString() : null;
    }

    /// <summary>Of the whole page, in a window as tall as it: what keeps to the window's edges is then where it belongs.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        var whole = Math.Clamp(await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), height, TallestPicture);
        await page.SetViewportSizeAsync(width, whole);
        var options = new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png") };
        try
        {
            await page.ScreenshotAsync(options);
        }
        catch (PlaywrightException failure) when (failure.Message.Contains("Unable to capture", StringComparison.Ordinal))
        {
            // The page changed while it was drawn: it is live.
            await page.ScreenshotAsync(options);
        }

        await page.SetViewportSizeAsync(width, height);
    }
}
