using System.Net;
using System.Text.Json;
using PatternFunctions.OpenApi;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.OpenApi;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Every_call_can_be_read_on_a_page_that_asks_nothing_of_other_sites()
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Http.GetAsync("api/reference");

        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.All(
            JsonElement.Parse(OpenApiDocument.Text).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()),
            operation => Assert.Contains($"id=\"{operation.Value.GetProperty("operationId").GetString()}\"", html, StringComparison.Ordinal));
        Assert.Contains("text of up to 1600 characters", html, StringComparison.Ordinal);
        Assert.Contains("urn:patternfunctions:problem:already-decided", html, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }
}
