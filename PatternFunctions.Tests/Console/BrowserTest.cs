using Microsoft.Playwright;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Somebody at work in the console; what they opened is closed behind them.</summary>
public abstract class BrowserTest(ConsoleApp stack) : IAsyncLifetime
{
    private readonly List<IPage> opened = [];

    private protected ConsoleApp Stack => stack;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var page in opened)
        {
            await page.Context.CloseAsync();
        }
    }

    /// <param name="key">Of whom; the operator's if it is null.</param>
    private protected async Task<IPage> OpenAsync(string path, string? key = null, bool onPhone = false, bool dark = false, bool withScript = true)
    {
        var page = await stack.OpenAsync(path, key ?? stack.OperatorKey, onPhone, dark, withScript);
        opened.Add(page);
        return page;
    }
}
