using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private LocalIssuer issuer = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        app = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Entra:Authority", issuer.Authority),
            KeyValuePair.Create<string, string?>("Access:Entra:Audience", LocalIssuer.Audience));
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_lets_in_by_its_role_and_stands_in_the_log_by_its_name()
    {
        var now = app.Clock.GetUtcNow();

        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/patterns", issuer.Token(now, "Patterns.Operator")));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("api/keys", issuer.Token(now, "Patterns.Operator")));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("api/patterns", issuer.Token(now, role: null)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/keys", issuer.Token(now, "Patterns.Admin")));
        using var client = Client(issuer.Token(now, "Patterns.Admin"));
        await client.PostJsonAsync("api/keys", new { label = "robin", role = "operator" }, HttpStatusCode.Created);
        Assert.Equal("kim@example.com", await app.ScalarAsync<string>("SELECT actor FROM audit_log ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task A_token_of_another_issuer_audience_key_or_time_lets_nobody_in()
    {
        var now = app.Clock.GetUtcNow();
        using var stranger = RSA.Create(2048);
        var good = issuer.Token(now, "Patterns.Admin");
        string[] bad =
        [
            issuer.Token(now, "Patterns.Admin", audience: "api://another"),
            issuer.Token(now, "Patterns.Admin", issuer: "https://login.example.com"),
            issuer.Token(now, "Patterns.Admin", lifetime: TimeSpan.FromMinutes(-10)),
            issuer.Token(now.AddHours(3), "Patterns.Admin"),
            issuer.Token(now, "Patterns.Admin", signer: stranger),
            good[..^4] + "AAAA",
            $"{good.Split('.')[0]}.{good.Split('.')[1]}.",
            $"eyJhbGciOiJub25lIn0.{good.Split('.')[1]}.",
            "a.b.c",
        ];

        foreach (var token in bad)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("api/patterns", token));
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/patterns", good));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_opens_until_it_expires_or_is_revoked()
    {
        var created = await app.Admin.PostJsonAsync(
            "api/keys", new { label = "robin", role = "operator", expires_at = app.Clock.GetUtcNow().AddHours(1) }, HttpStatusCode.Created);
        var secret = created.GetProperty("secret").GetString()!;
        var id = created.GetProperty("key").GetProperty("id").GetInt64();

        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/patterns", secret));
        Assert.DoesNotContain(secret, await app.Admin.GetStringAsync("api/keys"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await app.Admin.GetStringAsync("api/audit?format=jsonl"), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("api/patterns", secret));

        var lasting = (await app.Admin.PostJsonAsync("api/keys", new { label = "robin", role = "admin" }, HttpStatusCode.Created));
        var other = lasting.GetProperty("secret").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/keys", other));
        await app.Admin.PostJsonAsync($"api/keys/{lasting.GetProperty("key").GetProperty("id").GetInt64()}/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("api/keys", other));
        await app.Admin.PostJsonAsync("api/keys/999/revoke", null, HttpStatusCode.NotFound);
        Assert.NotEqual(0, id);
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down_and_keeps_nobody_else_out()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/patterns", TestApp.AdminKey));
        HttpStatusCode last = default;
        for (var guess = 0; guess < 30; guess++)
        {
            last = await GetAsync("api/patterns", $"pf_{guess}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var client = Client("pf_again");
        Assert.True((await client.GetAsync("api/patterns")).Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, await GetAsync("api/patterns", TestApp.AdminKey));
    }

    private async Task<HttpStatusCode> GetAsync(string path, string credential)
    {
        using var client = Client(credential);
        return (await client.GetAsync(path)).StatusCode;
    }

    private HttpClient Client(string credential) => new()
    {
        BaseAddress = app.Http.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", credential) },
    };
}
