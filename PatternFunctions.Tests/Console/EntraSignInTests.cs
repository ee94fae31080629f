using System.Net;
using System.Text.RegularExpressions;
using PatternFunctions.Tests.Access;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Signing in to the console with Entra ID, by a local issuer over HTTP.</summary>
public sealed class EntraSignInTests : IAsyncLifetime
{
    private LocalIssuer issuer = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        app = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Entra:Authority", issuer.Authority),
            KeyValuePair.Create<string, string?>("Access:Entra:ClientId", LocalSignIns.ClientId),
            KeyValuePair.Create<string, string?>("Access:Entra:ClientSecret", LocalSignIns.ClientSecret));
        issuer.SignIns.Now = app.Clock.GetUtcNow();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_person_comes_back_signed_in_by_their_role_to_where_they_were_going_until_their_time_is_over()
    {
        using var client = Client();
        Assert.Contains("""href="/console/entra?return=%2Fconsole%2Fpatterns" """.Trim(), await client.GetStringAsync("console/sign-in?return=%2Fconsole%2Fpatterns"), StringComparison.Ordinal);

        var landed = await client.GetAsync(await AuthorizedAsync(client, "console/entra?return=%2Fconsole%2Fpatterns"));

        Assert.Equal(HttpStatusCode.OK, landed.StatusCode);
        Assert.Contains("content=\"0;url=/console/patterns\"", await landed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var cookie = landed.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pf_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("kim@example.com", await client.GetStringAsync("console/patterns"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("console/keys")).StatusCode);
        Assert.Equal("kim@example.com", await app.ScalarAsync<string>("SELECT actor FROM audit_log WHERE action = 'console.signed_in'"));
        app.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync("console/patterns")).StatusCode);
    }

    [Fact]
    public async Task An_admin_by_app_role_is_an_admin_and_nobody_without_a_role_is_let_in()
    {
        issuer.SignIns.Role = "Patterns.Admin";
        using var admin = Client();
        await admin.GetAsync(await AuthorizedAsync(admin));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("console/keys")).StatusCode);

        issuer.SignIns.Role = null;
        using var nobody = Client();
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync(await AuthorizedAsync(nobody))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nobody.GetAsync("console/")).StatusCode);
    }

    [Fact]
    public async Task A_way_back_that_did_not_begin_in_this_browser_or_ends_twice_lets_nobody_in()
    {
        using var client = Client();
        using var other = Client();
        var address = await AuthorizedAsync(client);

        // A stolen way back, without the cookie that it began with, or with another one's.
        Assert.Equal(HttpStatusCode.BadRequest, (await other.GetAsync(address)).StatusCode);
        await AuthorizedAsync(other);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Regex.Replace(address, "state=[^&]+", "state=x"))).StatusCode);
        // That was the end of the attempt.
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(address)).StatusCode);

        address = await AuthorizedAsync(client);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("console/entra/callback?error=access_denied&state=x")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync("console/")).StatusCode);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM console_sessions"));
    }

    [Fact]
    public async Task A_token_for_another_app_or_another_attempt_and_a_broken_issuer_let_nobody_in()
    {
        var (signIns, statuses) = (issuer.SignIns, new List<HttpStatusCode>());
        foreach (var trouble in new Action[]
        {
            () => signIns.OtherNonce = "of another attempt",
            () => (signIns.OtherNonce, signIns.OtherAudience) = (null, LocalIssuer.Audience),
            () => (signIns.OtherAudience, signIns.TokenStatus) = (null, 400),
            () => signIns.TokenStatus = 401,
            () => signIns.TokenStatus = 500,
            () => (signIns.TokenStatus, signIns.TokenBody) = (null, "<html>"),
            () => signIns.TokenBody = "{}",
            () => signIns.TokenBody = """{"id_token": "a.b.c"}""",
        })
        {
            trouble();
            using var client = Client();
            statuses.Add((await client.GetAsync(await AuthorizedAsync(client))).StatusCode);
            Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync("console/")).StatusCode);
        }

        Assert.Equal([401, 401, 401, 502, 502, 502, 502, 401], statuses.Select(status => (int)status));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM console_sessions"));
        Assert.DoesNotContain(LocalSignIns.ClientSecret, string.Join('\n', app.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_browser_signs_in_across_sites_and_stays_signed_in()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(app.Http.BaseAddress!, "console/patterns").ToString());

        await Look.PictureAsync(page, "sign-in-entra-desktop-light");
        await page.ClickAsync("#entra");

        await Expect(page).ToHaveURLAsync(new Regex("/console/patterns$"));
        await page.ReloadAsync();
        Assert.EndsWith("/console/patterns", page.Url, StringComparison.Ordinal);
        Assert.Contains("kim@example.com", await page.TextContentAsync(".who-name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_settings_there_is_no_button_and_no_way()
    {
        await using var without = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Entra:Authority", issuer.Authority),
            KeyValuePair.Create<string, string?>("Access:Entra:Audience", LocalIssuer.Audience));
        using var client = Client(without);

        Assert.DoesNotContain("Microsoft", await client.GetStringAsync("console/sign-in"), StringComparison.Ordinal);
        Assert.StartsWith("/console/sign-in", (await client.GetAsync("console/entra")).Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("/console/sign-in", (await client.GetAsync("console/entra/callback?code=1&state=2")).Headers.Location?.ToString(), StringComparison.Ordinal);
        await without.SqlAsync("INSERT INTO console_sessions (token_hash, person, role, created_at, expires_at) VALUES (sha256('left-over'), 'kim', 'admin', now(), 'infinity')");
        client.DefaultRequestHeaders.Add("Cookie", "pf_session=left-over");
        Assert.Equal(HttpStatusCode.SeeOther, (await client.GetAsync("console/")).StatusCode);
    }

    [Fact]
    public async Task While_the_issuer_is_away_people_are_told_and_keys_go_on_opening()
    {
        await using var lonely = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Entra:Authority", "http://localhost:9"),
            KeyValuePair.Create<string, string?>("Access:Entra:ClientId", LocalSignIns.ClientId));
        using var client = Client(lonely);

        Assert.Equal(HttpStatusCode.BadGateway, (await client.GetAsync("console/entra")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lonely.Admin.GetAsync("api/patterns")).StatusCode);
    }

    /// <returns>Where the issuer sends the browser back to.</returns>
    private async Task<string> AuthorizedAsync(HttpClient client, string from = "console/entra")
    {
        var left = await client.GetAsync(from);
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.StartsWith($"{issuer.Authority}/authorize?", left.Headers.Location?.ToString(), StringComparison.Ordinal);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var back = (await browser.GetAsync(left.Headers.Location)).Headers.Location!;
        Assert.Equal("/console/entra/callback", back.AbsolutePath);
        return back.ToString();
    }

    private HttpClient Client(TestApp? other = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = (other ?? app).Http.BaseAddress };
}
