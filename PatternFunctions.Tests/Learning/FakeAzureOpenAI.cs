using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.Tests.Learning;

/// <summary>
/// Azure OpenAI's chat completions as they are on the wire. Answers come in the order in which they were scripted; the
/// last one repeats.
/// </summary>
public sealed class FakeAzureOpenAI : IAsyncDisposable
{
    public const string Deployment = "gpt-test";
    public const string ApiKey = "not-a-key";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> script = new();
    private readonly ConcurrentQueue<JsonNode> requests = new();
    private readonly ConcurrentQueue<string> embedded = new();
    private readonly CancellationTokenSource stopping = new();
    private Func<HttpContext, Task> last = context => CompleteAsync(context, "{}");

    private FakeAzureOpenAI(WebApplication app) => this.app = app;

    public Uri Endpoint => new(app.Urls.Single());

    /// <summary>The bodies that arrived.</summary>
    public IReadOnlyList<JsonNode> Requests => [.. requests];

    /// <summary>The texts that were asked to be embedded.</summary>
    public IReadOnlyList<string> Embedded => [.. embedded];

    /// <summary>The model behind the embedding deployment.</summary>
    public string EmbeddingModel { get; set; } = "text-embedding-3-small";

    /// <summary>While it is down, embeddings are answered with that status.</summary>
    public int? EmbeddingFailure { get; set; }

    public static async Task<FakeAzureOpenAI> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var fake = new FakeAzureOpenAI(app);
        app.MapPost("/openai/deployments/{deployment}/chat/completions", fake.AnswerAsync);
        app.MapPost("/openai/deployments/{deployment}/embeddings", fake.EmbedAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The data message of a request, parsed.</summary>
    public JsonNode DataOf(int request) =>
        JsonNode.Parse(Requests[request]["messages"]![1]!["content"]!.GetValue<string>())!;

    public FakeAzureOpenAI Answers(string content, string finishReason = "stop") =>
        Then(context => CompleteAsync(context, content, finishReason));

    public FakeAzureOpenAI Declines(string refusal) => Then(context => CompleteAsync(context, null, refusal: refusal));

    public FakeAzureOpenAI Fails(int status, string code, string? retryAfter = null) => Then(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "As the service says it.", ["status"] = status },
        });
    });

    public FakeAzureOpenAI Sends(string body) => Then(context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    });

    public FakeAzureOpenAI Hangs() => Then(async context =>
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    public FakeAzureOpenAI BreaksOff() => Then(async context =>
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"id\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    public FakeAzureOpenAI Then(Func<HttpContext, Task> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    /// <summary>Drops the answers that nobody has asked for.</summary>
    public void Forget() => script.Clear();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private static bool IsOurs(HttpContext context) =>
        context.Request.Headers["api-key"] == ApiKey
        && context.Request.Query["api-version"].Count == 1
        && (string?)context.Request.RouteValues["deployment"] == Deployment;

    /// <summary>Like words give like vectors.</summary>
    private async Task EmbedAsync(HttpContext context)
    {
        if (!IsOurs(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (EmbeddingFailure is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = "x", ["message"] = "As the service says it." } });
            return;
        }

        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var texts = request["input"]!.AsArray().Select(text => text!.GetValue<string>()).ToArray();
        foreach (var text in texts)
        {
            embedded.Enqueue(text);
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["object"] = "list",
            ["model"] = EmbeddingModel,
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["total_tokens"] = 10 },
            ["data"] = new JsonArray([.. texts.Select((text, index) => new JsonObject
            {
                ["object"] = "embedding",
                ["index"] = index,
                ["embedding"] = request["encoding_format"]?.GetValue<string>() == "base64"
                    ? Convert.ToBase64String(MemoryMarshal.AsBytes<float>(VectorOf(text)))
                    : new JsonArray([.. VectorOf(text).Select(value => (JsonNode)value)]),
            })]),
        });
    }

    private static float[] VectorOf(string text)
    {
        var vector = new float[64];
        foreach (var word in text.ToLowerInvariant().Split([' ', '?', '.', ',', '!'], StringSplitOptions.RemoveEmptyEntries))
        {
            vector[word.Aggregate(7, (hash, letter) => ((hash * 31) + letter) % 4099) % vector.Length]++;
        }

        return vector;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!IsOurs(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        requests.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        last = script.TryDequeue(out var next) ? next : last;
        await last(context);
    }

    private static Task CompleteAsync(HttpContext context, string? content, string finishReason = "stop", string? refusal = null)
    {
        context.Response.ContentType = "application/json";
        var message = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal };
        var body = new JsonObject
        {
            ["id"] = "chatcmpl-test",
            ["object"] = "chat.completion",
            ["created"] = 1_700_000_000,
            ["model"] = "gpt-4o-2024-08-06",
            ["system_fingerprint"] = "fp_test",
            ["prompt_filter_results"] = new JsonArray(),
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = finishReason,
                ["logprobs"] = null,
                ["message"] = message,
                ["content_filter_results"] = new JsonObject(),
            }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 1000, ["completion_tokens"] = 100, ["total_tokens"] = 1100 },
        };
        return context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Web));
    }
}
