using System.Text;
using Microsoft.AspNetCore.Http;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class AdminEndpointTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync()
    {
        var builder = RunningHost.Builder(typeof(Functions));
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration["AzureWebJobsStorage"] = (await TestStorage.CreateAsync()).ConnectionString;
        builder.Configuration["LocalHost:MasterKey"] = "master";
        builder.Configuration["LocalHost:FunctionKey"] = "any";
        host = await RunningHost.StartAsync(builder);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_master_key_runs_a_queues_function_by_hand()
    {
        using var response = await PostAsync("/admin/functions/work?code=master", """{"input": "by hand"}""");

        Assert.Equal(202, (int)response.StatusCode);
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("work by hand"));
    }

    [Fact]
    public async Task The_master_key_runs_a_timers_function_by_hand()
    {
        using var response = await PostAsync("/admin/functions/Yearly?code=master", "{}");

        Assert.Equal(202, (int)response.StatusCode);
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("yearly False"));
    }

    [Fact]
    public async Task A_shutdown_waits_for_what_was_started_by_hand()
    {
        await PostAsync("/admin/functions/Work?code=master", """{"input": "wait"}""");
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("work wait"));

        var stopping = host.StopAsync();
        Assert.NotSame(stopping, await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromMilliseconds(500))));
        host.Probe.LetPass(1);
        await stopping;

        Assert.Contains("waited", host.Probe.Seen);
    }

    [Theory]
    [InlineData("/admin/functions/Work", "{}", 401)]
    [InlineData("/admin/functions/Work?code=any", "{}", 401)]
    [InlineData("/admin/functions/Nobody?code=master", "{}", 404)]
    [InlineData("/admin/functions/Hello?code=master", "{}", 400)]
    [InlineData("/admin/functions/Work?code=master", "text", 400)]
    [InlineData("/admin/other?code=master", "{}", 404)]
    public async Task Anything_else_is_refused(string path, string body, int status)
    {
        using var response = await PostAsync(path, body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(host.Probe.Seen);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        host.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    public sealed class Functions(Probe probe)
    {
        [Function("Work")]
        public async Task WorkAsync([QueueTrigger("work")] string text, CancellationToken cancellationToken)
        {
            probe.See($"work {text}");
            if (text == "wait")
            {
                await probe.PassAsync(cancellationToken);
                probe.See("waited");
            }
        }

        [Function("Yearly")]
        public void Yearly([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => probe.See($"yearly {timer.IsPastDue}");

        [Function("Hello")]
        public static IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok();
    }
}
