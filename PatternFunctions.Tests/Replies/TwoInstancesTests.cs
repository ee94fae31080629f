using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Replies;

/// <summary>Many conversations at once, on two instances that get every event, each of them: 200 with PATTERNS_LONG_TESTS=1.</summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class TwoInstancesTests
{
    private const string Question = "What are your hours?";

    private static readonly int conversations = LongTests.AreAsked ? 200 : 40;

    private static readonly int cap = conversations / 2;

    [Fact]
    public async Task Many_conversations_at_once_keep_every_rule()
    {
        await using var app = await TestApp.StartLiveAsync();
        using var twin = await StartTwinAsync(app);
        await app.SqlAsync(Functions.Patterns.InsertPattern, Question, "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Functions.Patterns.MakeAutomatic);
        await app.SqlAsync(Functions.Patterns.AddApprover);
        await app.SetAsync("max_auto_replies_per_hour", $"{cap}");
        var phones = Enumerable.Range(0, conversations).Select(number => $"+15555{number:000000}").ToList();
        var stopped = phones.Where((_, number) => number % 10 == 0).ToHashSet();
        var taken = phones.Where((_, number) => number % 10 == 5).ToHashSet();
        foreach (var phone in stopped)
        {
            app.OpenPhone.CustomerTexts(phone, "please stop texting me");
        }

        foreach (var phone in taken)
        {
            app.OpenPhone.OperatorTexts(phone, "Hi, this is Sam.");
        }

        await Settled(app, "SELECT count(*) = $1 FROM conversation_messages", (long)(stopped.Count + taken.Count));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var phone in phones)
        {
            app.OpenPhone.CustomerTexts(phone, Question);
        }

        await Settled(app, "SELECT count(*) = $1 FROM pattern_execution_history", (long)(conversations + stopped.Count));
        await Settled(app, "SELECT count(*) = 0 FROM outbound_replies WHERE status IN ('scheduled', 'sending', 'unknown') AND $1 > 0", 1L);
        var received = app.OpenPhone.Workspace.Received.Where(text => text.ByApi).ToList();
        Assert.InRange(received.Count, 1, cap);
        Assert.Equal(received.Count, received.DistinctBy(text => text.Phone).Count());
        Assert.DoesNotContain(received, text => stopped.Contains(text.Phone) || taken.Contains(text.Phone));
        // What the limit kept back is in front of operators.
        Assert.Equal(conversations - stopped.Count - received.Count, await app.ScalarAsync<long>(
            "SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND customer_message = $1", Question));
        Assert.Equal(received.Count, await app.ScalarAsync<int>("SELECT execution_count FROM decision_patterns"));
        await Settled(app, "SELECT count(*) = $1 FROM conversation_messages WHERE sender = 'automation' AND status = 'delivered'", (long)received.Count);
        Assert.Equal(taken.Count, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE sender = 'operator'"));
    }

    /// <summary>However slow the machine is: as long as there is something going on.</summary>
    private static async Task Settled(TestApp app, string sql, long value)
    {
        for (var round = 0; round < 5 && !await app.ScalarAsync<bool>(sql, value); round++)
        {
            try
            {
                await Eventually.HoldsAsync(() => app.ScalarAsync<bool>(sql, value));
            }
            catch (Xunit.Sdk.XunitException) when (round < 4)
            {
                // Again: two hundred conversations take their time.
            }
        }

        Assert.True(await app.ScalarAsync<bool>(sql, value), sql);
    }

    private static async Task<IHost> StartTwinAsync(TestApp app)
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        builder.Configuration.AddInMemoryCollection(app.Services.GetRequiredService<IConfiguration>().AsEnumerable());
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(app.Clock));
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        app.OpenPhone.Subscribe(new WebhookSubscription(
            new Uri(new Uri(address), "api/openphone/webhook"), WebhookFormat.ApiV4, TestApp.SigningKey));
        return host;
    }
}
