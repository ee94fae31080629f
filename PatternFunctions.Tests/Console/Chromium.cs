using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Playwright;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>A real browser: on Linux one that comes along with npm, elsewhere the machine's own Chrome or Edge.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Milliseconds: a machine may be busy with other tests.</summary>
    private const float Patience = 60_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser, string axe) => (this.playwright, this.browser, Axe) = (playwright, browser, axe);

    /// <summary>The script that finds what some people could not use.</summary>
    public string Axe { get; }

    public static async Task<Chromium> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var source = Path.Combine(Folder(), "Browser");
        var installed = await NodeTools.EnsureAsync(source, Path.Combine(AppContext.BaseDirectory, "browser"), progress: null, CancellationToken.None);
        var options = new BrowserTypeLaunchOptions { Args = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"], Timeout = 120_000 };
        if (OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64)
        {
            await Command.RunAsync("node", [Path.Combine(source, "unpack.cjs"), installed], null, CancellationToken.None);
            var unpacked = Path.Combine(installed, "chromium");
            options.ExecutablePath = Path.Combine(unpacked, "chromium");
            options.Env = Environment(unpacked);
        }
        else
        {
            options.Channel = OperatingSystem.IsWindows() ? "msedge" : "chrome";
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(
            playwright, await playwright.Chromium.LaunchAsync(options),
            await File.ReadAllTextAsync(Path.Combine(installed, "node_modules", "axe-core", "axe.min.js")));
    }

    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>Its own libraries, and its own font where the machine has none.</summary>
    private static Dictionary<string, string> Environment(string unpacked)
    {
        Dictionary<string, string> variables = new() { ["LD_LIBRARY_PATH"] = Path.Combine(unpacked, "lib"), ["HOME"] = unpacked, ["TZ"] = "UTC" };
        if (!Directory.Exists("/usr/share/fonts"))
        {
            variables["FONTCONFIG_PATH"] = unpacked;
        }

        return variables;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
