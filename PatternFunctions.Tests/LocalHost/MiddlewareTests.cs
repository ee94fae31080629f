using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task They_run_from_the_outer_to_the_inner_and_back_and_only_then_the_result_is_written()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware<Outer>().UseMiddleware<Inner>());

        var answer = await host.Client.GetStringAsync("/hello");

        Assert.Equal("from Inner", answer);
        Assert.Equal(["Outer before", "Inner before", "Hello", "Inner after", "Outer after, not started"], host.Probe.Seen);
    }

    [Fact]
    public async Task One_can_answer_in_place_of_the_function()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware<Refusing>());

        using var response = await host.Client.GetAsync("/hello");

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(host.Probe.Seen);
    }

    [Fact]
    public async Task One_can_make_an_answer_of_an_exception()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware<Catching>());

        using var response = await host.Client.GetAsync("/fails");

        Assert.Equal(409, (int)response.StatusCode);
    }

    [Fact]
    public async Task None_runs_for_what_the_host_itself_refuses()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware<Outer>());

        await host.Client.GetAsync("/nothing");
        await host.Client.PostAsync("/hello", content: null);
        await host.Client.GetAsync("/keyed");

        Assert.Empty(host.Probe.Seen);
    }

    [Fact]
    public async Task One_that_is_registered_before_the_web_application_sees_no_http()
    {
        var builder = RunningHost.Builder(typeof(Functions));
        builder.UseMiddleware<Naming>();
        builder.ConfigureFunctionsWebApplication();
        await using var host = await RunningHost.StartAsync(builder);

        await host.Client.GetAsync("/hello");

        Assert.Equal(["Hello http: False", "Hello"], host.Probe.Seen);
    }

    [Fact]
    public async Task They_run_for_queues_too_without_http()
    {
        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage);
        await queue.SendAsync("text");
        var builder = RunningHost.Builder(typeof(QueueFunctions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<Naming>();

        await using var host = await RunningHost.StartAsync(builder);

        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 2);
        Assert.Equal(["Work http: False", "text"], host.Probe.Seen);
    }

    private static Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> use)
    {
        var builder = RunningHost.Builder(typeof(Functions));
        builder.ConfigureFunctionsWebApplication();
        use(builder);
        return RunningHost.StartAsync(builder);
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Hello")]
        public IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello")] HttpRequest request)
        {
            probe.See("Hello");
            return Results.Text("from the function");
        }

        [Function("Fails")]
        public static IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException("It fails.");

        [Function("Keyed")]
        public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request) => Results.Ok();
    }

    public sealed class QueueFunctions(Probe probe)
    {
        [Function("Work")]
        public void Work([QueueTrigger("work")] string text) => probe.See(text);
    }

    private sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.See("Outer before");
            await next(context);
            probe.See($"Outer after, {(context.GetHttpContext()!.Response.HasStarted ? "" : "not ")}started");
        }
    }

    private sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.See("Inner before");
            await next(context);
            probe.See("Inner after");
            context.GetInvocationResult().Value = Results.Text("from Inner");
        }
    }

    private sealed class Refusing : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetInvocationResult().Value = Results.Problem(statusCode: 403);
            return Task.CompletedTask;
        }
    }

    private sealed class Catching : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (InvalidOperationException)
            {
                context.GetInvocationResult().Value = Results.Conflict();
            }
        }
    }

    private sealed class Naming(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.See($"{context.FunctionDefinition.Name} http: {context.GetHttpContext() is not null}");
            await next(context);
        }
    }
}
