using System.Net;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Access;

public sealed class ClosedByDefaultTests
{
    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer pf_")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer null")]
    [InlineData("Basic Og==")]
    public async Task Without_a_key_in_the_settings_nothing_opens(string authorization)
    {
        await using var app = await TestApp.StartAsync(KeyValuePair.Create<string, string?>("Access:AdminKey", ""));

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/patterns");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_much_waits_and_nobody_else_does()
    {
        await using var app = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Callers:Burst", "5"), KeyValuePair.Create<string, string?>("Access:Callers:Refill", "1"),
            KeyValuePair.Create<string, string?>("Access:Callers:Seconds", "600"), KeyValuePair.Create<string, string?>("Access:Sources:Burst", "5"),
            KeyValuePair.Create<string, string?>("Access:Sources:Refill", "1"), KeyValuePair.Create<string, string?>("Access:Sources:Seconds", "600"));

        // A flood of webhooks, then one operator's own: the other caller is heard all the same.
        var flood = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Http.PostAsync("api/openphone/webhook", null)));
        var own = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Operator.GetAsync("api/queue")));

        Assert.Equal(15, flood.Count(response => response.StatusCode is HttpStatusCode.TooManyRequests));
        Assert.Equal(15, own.Count(response => response.StatusCode is HttpStatusCode.TooManyRequests));
        Assert.All(own.Where(response => response.StatusCode is HttpStatusCode.TooManyRequests), response => Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, (await app.Admin.GetAsync("api/queue")).StatusCode);
    }
}
