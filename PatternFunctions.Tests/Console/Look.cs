using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>What every page must be: light enough, usable by everybody, and looked at.</summary>
internal static class Look
{
    private const int LargestPage = 100 * 1024;

    /// <summary>A browser without a graphics card runs out of canvas.</summary>
    private const int TallestPicture = 2_400;

    private static readonly string? given = Environment.GetEnvironmentVariable("PATTERNS_SCREENSHOTS");

    /// <summary>Where the pictures of each run are: beside the tests' own files, or where PATTERNS_SCREENSHOTS says.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(given is { Length: > 0 } ? given : Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public static bool IsAskedFor => given is { Length: > 0 };

    /// <summary>Takes a picture.</summary>
    /// <returns>What there is to complain of; null if nothing.</returns>
    public static async Task<string?> AtAsync(ConsoleApp stack, IPage page, string name)
    {
        await PictureAsync(page, Path.Combine(Folder, $"{name}.png"));
        var size = Encoding.UTF8.GetByteCount(await page.ContentAsync());
        var tooWide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        await page.EvaluateAsync(stack.Chromium.Axe);
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
              .violations.map(violation => ({ rule: violation.id, help: violation.help, nodes: violation.nodes.slice(0, 5).map(node => node.html + ' ' + node.failureSummary) }))
            """);
        return size > LargestPage ? $"{name} has {size} bytes."
            : tooWide ? $"{name} is wider than its window."
            : found.GetArrayLength() > 0 ? $"{name}: {found}" : null;
    }

    private static async Task PictureAsync(IPage page, string path)
    {
        var height = Math.Min(TallestPicture, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        var options = new PageScreenshotOptions
        {
            Path = path,
            FullPage = true,
            Clip = new() { X = 0, Y = 0, Width = page.ViewportSize!.Width, Height = Math.Max(height, page.ViewportSize.Height) },
        };
        try
        {
            await page.ScreenshotAsync(options);
        }
        catch (PlaywrightException failure) when (failure.Message.Contains("Unable to capture", StringComparison.Ordinal))
        {
            // The page changed while it was drawn: it is live.
            await page.ScreenshotAsync(options);
        }
    }
}
