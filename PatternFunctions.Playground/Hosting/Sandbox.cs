using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Hosting;

/// <summary>The app in this process, on a clock of its own, between a simulated OpenPhone and its supports. Secrets are made afresh each time.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    /// <summary>The operator whose key the Playground uses.</summary>
    public const string OperatorName = "sam";

    /// <summary>The admin who opens the console.</summary>
    private const string AdminName = "alex";

    private readonly IHost host;
    private readonly string masterKey;
    private string adminKey = "";

    private Sandbox(IHost host, string masterKey, OpenPhoneSimulator openPhone, SimulatedClock clock, NpgsqlDataSource psql)
    {
        (this.host, this.masterKey, OpenPhone, Clock, Psql) = (host, masterKey, openPhone, clock, psql);
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Operator = new HttpClient { BaseAddress = Address };
        Admin = new HttpClient { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public OpenPhoneSimulator OpenPhone { get; }

    public SimulatedClock Clock { get; }

    /// <summary>A connection beside the app's own, as an admin's psql is.</summary>
    public NpgsqlDataSource Psql { get; }

    public Uri Address { get; }

    /// <summary>With an operator's key.</summary>
    public HttpClient Operator { get; }

    /// <summary>With an admin's key, and patience for a large file.</summary>
    public HttpClient Admin { get; }

    public string OperatorKey { get; private set; } = "";

    public static async Task<Sandbox> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var clock = new SimulatedClock(options.Start);
        var (apiKey, masterKey) = (Secret(), Secret());
        string[] signingKeys = [Secret(), Secret()];
        var openPhone = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions
            {
                ApiKey = apiKey,
                Seed = options.Seed,
                Lines = options.Lines,
                Disorder = new Disorder { Duplicates = 0.1 },
            },
            clock, cancellationToken);

        var builder = PatternApp.CreateBuilder(
            ["--port", FreePort(options.PreferredPort), .. options.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = options.Database,
            ["AzureWebJobsStorage"] = options.Storage,
            ["OpenPhone:BaseUrl"] = openPhone.BaseUrl.ToString(),
            ["OpenPhone:ApiKey"] = apiKey,
            ["OpenPhone:WebhookSigningKeys:0"] = signingKeys[0],
            ["OpenPhone:WebhookSigningKeys:1"] = signingKeys[1],
            ["LocalHost:MasterKey"] = masterKey,
            // Whole days pass here within seconds, and nobody should be signed out by that.
            ["Access:SessionLifetime"] = "3650.00:00:00",
            ["Access:LinkLifetime"] = "3650.00:00:00",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.100",
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        // The terminal is left to the story; who watches over OTLP sees the log all the same.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(_ => false).AddProvider(new FileLog(options.LogFile));
        var host = builder.Build();
        await host.Services.GetRequiredService<MigrationRunner>().RunAsync(cancellationToken);
        await host.StartAsync(cancellationToken);

        var sandbox = new Sandbox(host, masterKey, openPhone, clock, NpgsqlDataSource.Create(options.Database));
        await sandbox.AdmitAsync(cancellationToken);
        // As on a site in the field: a webhook made in OpenPhone's app and one made with its API, each with a key of its own.
        var url = new Uri(sandbox.Address, "api/openphone/webhook");
        openPhone.Subscribe(new WebhookSubscription(url, WebhookFormat.AppV3, signingKeys[0]));
        openPhone.Subscribe(new WebhookSubscription(url, WebhookFormat.ApiV4, signingKeys[1]));
        return sandbox;
    }

    /// <returns>The console's address, which signs an admin in, once.</returns>
    public async Task<Uri> CreateConsoleLinkAsync(CancellationToken cancellationToken) => new(
        Address, $"console/enter/{await host.Services.GetRequiredService<ConsoleSessions>().CreateLinkAsync(adminKey, cancellationToken)}");

    /// <summary>Runs a function at once, as the host's admin can.</summary>
    public async Task RunFunctionAsync(string function, string input, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"admin/functions/{function}"))
        {
            Content = JsonContent.Create(new { input }),
            Headers = { { "x-functions-key", masterKey } },
        };
        using var response = await Operator.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        (host as IDisposable)?.Dispose();
        Operator.Dispose();
        Admin.Dispose();
        await OpenPhone.DisposeAsync();
        await Psql.DisposeAsync();
    }

    private async Task AdmitAsync(CancellationToken cancellationToken)
    {
        var keys = host.Services.GetRequiredService<AccessKeys>();
        adminKey = await keys.CreateAsync(AdminName, Role.Admin, expiresAt: null, cancellationToken);
        OperatorKey = await keys.CreateAsync(OperatorName, Role.Operator, expiresAt: null, cancellationToken);
        Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
    }

    private static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <returns>The preferred port, or 0 (any) if somebody has it.</returns>
    private static string FreePort(int preferred)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, preferred);
            listener.Start();
            return preferred.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (SocketException)
        {
            return "0";
        }
    }
}
