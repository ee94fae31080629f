using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

public sealed class VersionedApiTests
{
    [Fact]
    public async Task The_workspace_is_listed_by_cursor_and_the_version_has_to_be_said()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var simulator = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), clock, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = simulator.BaseUrl };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "simulated-api-key");
        string[] customers = ["+15555550121", "+15555550122", "+15555550123"];
        foreach (var customer in customers)
        {
            simulator.CustomerTexts(customer, "Hello");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/messages?limit=2")).StatusCode);
        client.DefaultRequestHeaders.Add("Quo-Api-Version", "2026-03-30");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/messages?limit=51")).StatusCode);
        var first = await client.GetFromJsonAsync<JsonObject>("/messages?limit=2");
        var rest = await client.GetFromJsonAsync<JsonObject>($"/messages?limit=2&after={Uri.EscapeDataString((string)first!["nextCursor"]!)}");

        Assert.Equal(customers.OrderDescending(StringComparer.Ordinal), first["data"]!.AsArray().Concat(rest!["data"]!.AsArray()).Select(row => (string)row!["from"]!));
        Assert.Null(rest["nextCursor"]);
    }
}
