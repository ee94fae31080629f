using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>The app as a process of its own that is killed again and again, without warning, while events come in.</summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class KillTests
{
    private const string StandardKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly (int Kills, int Exchanges) size = LongTests.AreAsked ? (50, 500) : (3, 36);

    // A lost announcement counts as one after a minute, Sweep comes each minute, and then all of it is to be worked off.
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    private readonly Random random = new(20_260_302);

    /// <remarks>An exchange is a question and its answer, each told by two webhooks: four events, some of them twice.</remarks>
    [Fact]
    public async Task Killed_at_any_moment_it_loses_no_event_and_doubles_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        var storage = await TestStorage.CreateAsync();
        await using var openPhone = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions
            {
                Disorder = new Disorder { Duplicates = 0.1, Delays = 0.2, MaxDelay = TimeSpan.FromSeconds(3) },
                // As patient as OpenPhone, in less time.
                DeliveryDelays = [TimeSpan.Zero, .. Enumerable.Range(1, 60).Select(attempt => TimeSpan.FromSeconds(Math.Min(0.2 * attempt, 3)))],
            },
            TimeProvider.System, CancellationToken.None);
        var port = FreePort();
        var webhook = new Uri($"http://127.0.0.1:{port}/api/openphone/webhook");
        openPhone.Subscribe(new WebhookSubscription(webhook, WebhookFormat.AppV3, TestApp.SigningKey));
        openPhone.Subscribe(new WebhookSubscription(webhook, WebhookFormat.Versioned, StandardKey));
        Process Start() => StartApp(port, database.ConnectionString, storage.ConnectionString, openPhone.BaseUrl);

        var app = Start();
        try
        {
            await UntilReadyAsync(app, port);
            await data.Command("""
                UPDATE pattern_learning_config SET config_value = CASE config_key
                    WHEN 'enabled' THEN 'true' WHEN 'shadow_mode' THEN 'false'
                    WHEN 'burst_window_seconds' THEN '0' WHEN 'answer_window_seconds' THEN '0' ELSE config_value END
                """).ExecuteAsync(CancellationToken.None);

            for (var kill = 0; kill < size.Kills; kill++)
            {
                var texting = TextAsync(openPhone, kill);
                // At any moment: while it starts, while it works, while it has nothing to do.
                if (random.Next(4) > 0)
                {
                    await UntilReadyAsync(app, port);
                }

                await Task.Delay(random.Next(1_500));
                app.Kill();
                await app.WaitForExitAsync();
                await texting;
                app.Dispose();
                app = Start();
            }

            await UntilReadyAsync(app, port);
            await openPhone.WhenQuietAsync(CancellationToken.None);
            await Eventually.HoldsAsync(patience, async () => await CountAsync(data, "conversation_messages WHERE processed_at IS NOT NULL") == 2 * size.Exchanges);
            // An answer that came before its question is learned from after both have been processed.
            await Eventually.HoldsAsync(patience, async () => await CountAsync(data, "pattern_learning_examples") == size.Exchanges);
            Assert.True(openPhone.Deliveries.Count(delivery => delivery.IsAccepted) >= 4 * size.Exchanges);
            Assert.Contains(openPhone.Deliveries, delivery => delivery.Attempt > 1);
            Assert.Equal(size.Exchanges, await CountAsync(data, "pattern_execution_history"));
            Assert.Equal(size.Exchanges, await CountAsync(data, "conversation_messages WHERE sender = 'customer' AND burst_id = id"));
            Assert.Equal(size.Exchanges, await CountAsync(data, "conversations WHERE human_until IS NOT NULL"));
            Assert.Equal(1, await CountAsync(data, "decision_patterns"));
            Assert.Equal(0, await CountAsync(data, "dead_letters"));
            // Every question was answered by a person.
            Assert.Equal(0, await CountAsync(data, "pattern_execution_queue WHERE status = 'pending'"));
        }
        finally
        {
            app.Kill();
            app.Dispose();
        }
    }

    /// <summary>This life's share of the exchanges.</summary>
    private static async Task TextAsync(OpenPhoneSimulator openPhone, int kill)
    {
        for (var exchange = kill * size.Exchanges / size.Kills; exchange < (kill + 1) * size.Exchanges / size.Kills; exchange++)
        {
            var customer = string.Create(CultureInfo.InvariantCulture, $"+1555556{exchange:0000}");
            openPhone.CustomerTexts(customer, "Do you rent out clubs?");
            await Task.Delay(TimeSpan.FromMilliseconds(30));
            openPhone.OperatorTexts(customer, "Yes, we have clubs for rent at the front desk.");
            await Task.Delay(TimeSpan.FromMilliseconds(30));
        }
    }

    private static Process StartApp(int port, string database, string storage, Uri openPhone)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PatternApp).Assembly.Location, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Database__ConnectionString"] = database,
                ["AzureWebJobsStorage"] = storage,
                ["OpenPhone__BaseUrl"] = openPhone.ToString(),
                ["OpenPhone__ApiKey"] = new OpenPhoneOptions().ApiKey,
                ["OpenPhone__WebhookSigningKeys__0"] = TestApp.SigningKey,
                ["OpenPhone__WebhookSigningKeys__1"] = StandardKey,
                ["Access__AdminKey"] = TestApp.AdminKey,
                ["LocalHost__MessageLease"] = "00:00:02",
                ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
                // A message that is killed often has done nothing wrong.
                ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "30",
                ["Logging__LogLevel__Default"] = "None",
            },
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task UntilReadyAsync(Process app, int port)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await Eventually.HoldsAsync(async () =>
        {
            Assert.False(app.HasExited);
            try
            {
                return (await client.GetAsync("api/health/live")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private static async Task<long> CountAsync(NpgsqlDataSource data, string rows) =>
        await data.Command($"SELECT count(*) FROM {rows}").ScalarAsync<long>(CancellationToken.None);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
