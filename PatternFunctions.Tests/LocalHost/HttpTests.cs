using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class HttpTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync()
    {
        var builder = RunningHost.Builder(typeof(HttpFunctions));
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Configuration["LocalHost:MasterKey"] = "master";
        builder.Configuration["LocalHost:FunctionKey"] = "any";
        builder.Configuration["LocalHost:FunctionKeys:Keyed"] = "own";
        builder.Configuration["LocalHost:FunctionKeys:AlsoKeyed"] = "";
        builder.Configuration["AzureWebJobs.Switched.Disabled"] = "true";
        builder.Services.AddSingleton<IStartupFilter, CountingFilter>();
        host = await RunningHost.StartAsync(builder);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/numbers/42", 200, "42")]
    [InlineData("GET", "/numbers/x", 404, "")]
    [InlineData("GET", "/numbers", 200, "7")]
    [InlineData("POST", "/numbers/42", 404, "")]
    [InlineData("HEAD", "/numbers/42", 404, "")]
    [InlineData("OPTIONS", "/numbers/42", 404, "")]
    [InlineData("GET", "/ids/6f9619ff-8b86-d011-b42d-00c04fc964ff/5000000000/Anna", 200, "6f9619ff-8b86-d011-b42d-00c04fc964ff 5000000000 Anna")]
    [InlineData("GET", "/ids/nonsense/1/Anna", 404, "")]
    [InlineData("GET", "/console", 200, "")]
    [InlineData("GET", "/console/a/b%2Fc.css", 200, "a/b%2Fc.css")]
    [InlineData("GET", "/", 200, "root")]
    [InlineData("GET", "/nothing", 404, "")]
    [InlineData("DELETE", "/any", 200, "DELETE")]
    [InlineData("GET", "/action", 200, "action")]
    [InlineData("GET", "/typed", 404, "")]
    [InlineData("GET", "/written", 200, "written")]
    [InlineData("GET", "/throws", 500, "")]
    [InlineData("GET", "/unbound/x", 500, "")]
    [InlineData("GET", "/admin/anything", 404, "")]
    [InlineData("GET", "/switched", 404, "")]
    public async Task A_request_finds_its_function(string method, string path, int status, string body)
    {
        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/keyed", null, 401)]
    [InlineData("/keyed", "wrong", 401)]
    [InlineData("/keyed", "", 401)]
    [InlineData("/keyed", "own", 200)]
    [InlineData("/keyed", "any", 200)]
    [InlineData("/keyed", "master", 200)]
    [InlineData("/alsokeyed", null, 401)]
    [InlineData("/alsokeyed", "own", 401)]
    [InlineData("/alsokeyed", "any", 200)]
    [InlineData("/mastered", "any", 401)]
    [InlineData("/mastered", "master", 200)]
    public async Task A_key_opens_what_it_is_for(string path, string? key, int status)
    {
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            byHeader.Headers.Add("x-functions-key", key);
        }

        Assert.Equal(status, (int)(await host.Client.SendAsync(byHeader)).StatusCode);
        Assert.Equal(status, (int)(await host.Client.GetAsync(key is null ? path : $"{path}?code={key}")).StatusCode);
    }

    [Fact]
    public async Task The_apps_startup_filters_see_only_what_reaches_a_function()
    {
        await host.Client.GetAsync("/nothing");
        await host.Client.GetAsync("/keyed");
        await host.Client.PostAsync("/numbers/1", content: null);
        await host.Client.GetAsync("/numbers/1");

        Assert.Equal(["filter /numbers/1"], host.Probe.Seen);
    }

    [Fact]
    public async Task A_failure_leaves_neither_body_nor_headers()
    {
        using var response = await host.Client.GetAsync("/throws");

        Assert.False(response.Headers.Contains("x-before"));
        Assert.Equal(0, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task The_clients_forwarding_headers_are_not_believed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/forwarded");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        Assert.Equal("", await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_raw_body_arrives_byte_by_byte()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, 0, 0xFF, (byte)'a', 0xC3];

        using var response = await host.Client.PostAsync("/body", new ByteArrayContent(body));

        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_body_above_thirty_million_bytes_is_an_empty_500()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/body") { Content = new ByteArrayContent(new byte[30_000_001]) };
        request.Headers.ExpectContinue = true;

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_learns_that_its_client_has_gone()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await client.GetStream().WriteAsync("GET /waits HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("waiting"));

        client.Close();

        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("gone"));
    }

    [Fact]
    public async Task A_running_request_ends_normally_when_the_host_stops()
    {
        var response = host.Client.GetAsync("/waits");
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("waiting"));

        var stopping = host.StopAsync();
        host.Probe.LetPass(1);

        Assert.Equal("done", await (await response).Content.ReadAsStringAsync());
        await stopping;
    }

    [Theory]
    [InlineData("/elsewhere", 200)]
    [InlineData("/admin/functions/Everything", 404)]
    [InlineData("/runtime/webhooks", 404)]
    public async Task A_route_for_everything_does_not_get_what_belongs_to_the_host(string path, int status)
    {
        var builder = RunningHost.Builder(typeof(HttpCatchAll));
        builder.ConfigureFunctionsWebApplication();
        await using var greedy = await RunningHost.StartAsync(builder);

        Assert.Equal(status, (int)(await greedy.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public void Http_triggers_need_the_web_application()
    {
        var builder = RunningHost.Builder(typeof(HttpFunctions));

        Assert.Contains("ConfigureFunctionsWebApplication", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    private sealed class CountingFilter(Probe probe) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, inner) =>
            {
                probe.See($"filter {http.Request.Path}");
                await inner(http);
            });
            next(app);
        };
    }
}
