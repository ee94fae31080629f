using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Support;

/// <summary>The app as a process of its own, which can be killed without warning and started again on the same port.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly ProcessStartInfo start;
    private Process process;

    private AppProcess(ProcessStartInfo start, int port)
    {
        this.start = start;
        process = Launch();
        Admin = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.AdminKey);
    }

    public HttpClient Admin { get; }

    public static AppProcess Start(string database, string storage, Uri openPhone)
    {
        var port = FreePort();
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
                ["Access__AdminKey"] = TestApp.AdminKey,
                ["LocalHost__MessageLease"] = "00:00:02",
                ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.100",
                // A message that is killed often has done nothing wrong.
                ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "100",
                ["Logging__LogLevel__Default"] = "None",
            },
        };
        return new AppProcess(start, port);
    }

    public Task UntilReadyAsync() => Eventually.HoldsAsync(async () =>
    {
        Assert.False(process.HasExited);
        try
        {
            return (await Admin.GetAsync("api/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    /// <summary>SIGKILL, and a new life.</summary>
    public async Task KillAndStartAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = Launch();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        Admin.Dispose();
    }

    private Process Launch()
    {
        var launched = Process.Start(start)!;
        launched.BeginOutputReadLine();
        return launched;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
