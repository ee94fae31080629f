using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PatternFunctions.Access;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>One app and one browser for all tests of the console.</summary>
public sealed class ConsoleApp : IAsyncLifetime
{
    public static readonly (int Width, int Height) Desktop = (1440, 900);
    public static readonly (int Width, int Height) Phone = (390, 844);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signedIn = new();

    public TestApp App { get; private set; } = null!;

    public Chromium Chromium { get; private set; } = null!;

    internal Club Club { get; private set; } = null!;

    /// <summary>Of the admin lee.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>Of the operator kim.</summary>
    public string OperatorKey { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var browser = Chromium.StartAsync();
        App = await TestApp.StartLiveAsync();
        var keys = App.Services.GetRequiredService<AccessKeys>();
        AdminKey = await keys.CreateAsync("lee", Role.Admin, expiresAt: null, CancellationToken.None);
        OperatorKey = await keys.CreateAsync("kim", Role.Operator, expiresAt: null, CancellationToken.None);
        Club = new Club(App);
        await Club.OpenAsync();
        Chromium = await browser;
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await App.DisposeAsync();
    }

    public string Url(string path) => new Uri(App.Http.BaseAddress!, $"console/{path}").ToString();

    /// <summary>
    /// A page of somebody who is signed in, in a context of its own: that is what to close behind it, as closing a page
    /// alone can wait for ever where it is just on its way elsewhere. Each person signs in once.
    /// </summary>
    public async Task<IPage> OpenAsync(string path, string? key = null, bool onPhone = false, bool dark = false, bool withScript = true) =>
        (await OpenMeasuredAsync(path, key, onPhone, dark, withScript)).Page;

    /// <summary>So, with the page's size in bytes.</summary>
    public async Task<(IPage Page, int Size)> OpenMeasuredAsync(string path, string? key = null, bool onPhone = false, bool dark = false, bool withScript = true)
    {
        var options = Options(onPhone, dark, withScript);
        options.StorageState = await signedIn.GetOrAdd(key ?? AdminKey, who => new(() => SignInAsync(who))).Value;
        var context = await Chromium.NewContextAsync(options);
        var page = await context.NewPageAsync();
        var response = await page.GotoAsync(Url(path));
        Assert.InRange(response!.Status, 200, 499);
        return (page, (await response.BodyAsync()).Length);
    }

    private async Task<string> SignInAsync(string key)
    {
        await using var context = await Chromium.NewContextAsync();
        var door = await context.NewPageAsync();
        var code = await App.Services.GetRequiredService<ConsoleSessions>().CreateLinkAsync(key, CancellationToken.None);
        await door.GotoAsync(Url($"enter/{code}"));
        return await context.StorageStateAsync();
    }

    internal static BrowserNewContextOptions Options(bool onPhone, bool dark = false, bool withScript = true) => new()
    {
        ViewportSize = onPhone ? new() { Width = Phone.Width, Height = Phone.Height } : new() { Width = Desktop.Width, Height = Desktop.Height },
        // As fine as a phone's own only where somebody will look.
        DeviceScaleFactor = onPhone && Look.IsAskedFor ? 2 : 1,
        IsMobile = onPhone,
        HasTouch = onPhone,
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        JavaScriptEnabled = withScript,
    };
}

[CollectionDefinition(Name)]
public sealed class ConsoleTests : ICollectionFixture<ConsoleApp>
{
    public const string Name = "console";
}
