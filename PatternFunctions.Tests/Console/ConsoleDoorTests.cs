using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Access;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Who comes into the console, without a browser: cookies, tokens, headers.</summary>
public sealed class ConsoleDoorTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_root_leads_to_the_console_and_the_console_to_its_door()
    {
        using var client = Client();

        Assert.Equal("/console/", (await client.GetAsync("/")).Headers.Location?.ToString());
        var asked = await client.GetAsync("console/queue/3?x=1");
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        Assert.Equal("/console/sign-in?return=%2Fconsole%2Fqueue%2F3%3Fx%3D1", asked.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("console/pulse")).StatusCode);
    }

    [Fact]
    public async Task A_key_opens_a_session_that_ends_with_its_time_its_key_or_at_sign_out()
    {
        var keys = app.Services.GetRequiredService<AccessKeys>();
        var key = await keys.CreateAsync("kim", Role.Operator, expiresAt: null, CancellationToken.None);
        using var first = await SignInAsync(key);
        using var second = await SignInAsync(key);
        using var third = await SignInAsync(key);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("console/")).StatusCode);

        await PostAsync(second, "console/", "console/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, (await second.GetAsync("console/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("console/")).StatusCode);

        app.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.SeeOther, (await first.GetAsync("console/")).StatusCode);

        using var fourth = await SignInAsync(key);
        await app.SqlAsync("UPDATE access_keys SET revoked_at = now() WHERE label = 'kim'");
        Assert.Equal(HttpStatusCode.SeeOther, (await fourth.GetAsync("console/")).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_for_the_browser_alone_and_the_page_lets_nothing_foreign_in()
    {
        using var client = Client();
        var page = await client.GetAsync("console/sign-in");

        var cookie = page.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/console/", cookie, StringComparison.OrdinalIgnoreCase);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Away_from_this_machine_the_cookie_needs_https()
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "console/sign-in") { Headers = { Host = "patterns.example.com" } };

        var page = await client.SendAsync(request);

        Assert.Contains("; secure", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_or_from_another_site_does_nothing()
    {
        using var client = await SignInAsync(TestApp.AdminKey);
        var token = await TokenAsync(client, "console/");

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(client, "console/theme", [])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(client, "console/theme", [new("token", new string('0', 64))])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(client, "console/theme", [new("token", token)], site: "cross-site")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, "console/theme", [new("token", token), new("theme", "dark")], site: "same-origin")).StatusCode);
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var code = await app.Services.GetRequiredService<ConsoleSessions>().CreateLinkAsync(TestApp.AdminKey, CancellationToken.None);
        using var client = Client();
        using var other = Client();

        Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync($"console/enter/{code}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("console/")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync($"console/enter/{code}")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync($"console/enter/{code}")).StatusCode);
    }

    [Fact]
    public async Task Who_guesses_keys_is_slowed_down_and_told_how_long()
    {
        using var client = Client();
        var token = await TokenAsync(client, "console/sign-in");
        HttpResponseMessage last = null!;
        for (var guess = 0; guess < 25; guess++)
        {
            last = await SendAsync(client, "console/sign-in", [new("token", token), new("key", $"pf_{guess}")]);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Contains("Too many wrong keys", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/console//example.com")]
    [InlineData("/console/\\example.com")]
    public async Task After_signing_in_nobody_is_led_elsewhere(string to)
    {
        using var client = Client();
        var token = await TokenAsync(client, "console/sign-in");

        var signedIn = await SendAsync(client, "console/sign-in", [new("token", token), new("key", TestApp.AdminKey), new("return", to)]);

        Assert.Equal("/console/", signedIn.Headers.Location?.ToString());
    }

    private async Task<HttpClient> SignInAsync(string key)
    {
        var client = Client();
        var token = await TokenAsync(client, "console/sign-in");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, "console/sign-in", [new("token", token), new("key", key)])).StatusCode);
        return client;
    }

    private static async Task PostAsync(HttpClient client, string from, string to) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, to, [new("token", await TokenAsync(client, from))])).StatusCode);

    private static async Task<string> TokenAsync(HttpClient client, string path) =>
        (await client.GetStringAsync(path)).Split("name=\"token\" value=\"")[1].Split('"')[0];

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string path, IEnumerable<KeyValuePair<string, string>> fields, string? site = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await client.SendAsync(request);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Http.BaseAddress };
}
