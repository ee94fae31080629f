using Microsoft.AspNetCore.Http;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Tests.LocalHost;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void It_tells_each_functions_trigger_in_one_line()
    {
        Assert.Equal(
            [
                "Echo http GET,POST echo/{id:int} Anonymous",
                "Fetch http * Fetch Function",
                "Nightly timer 0 0 3 * * *",
                "Other queue %OtherQueue% OtherStorage",
                "Starting timer %Schedule% RunOnStartup unmonitored",
                "Work queue work",
            ],
            FunctionCatalog.Read([typeof(Every)]).Select(f => f.ToString()));
    }

    [Theory]
    [InlineData(typeof(AdminRoute), "belong to the host")]
    [InlineData(typeof(AdminName), "belong to the host")]
    [InlineData(typeof(RuntimeRoute), "belong to the host")]
    [InlineData(typeof(EmptyRoute), "maxlength(0)")]
    [InlineData(typeof(SlashRoute), "maxlength(0)")]
    [InlineData(typeof(TextResult), "must return an IResult")]
    [InlineData(typeof(ValueTaskResult), "must return an IResult")]
    [InlineData(typeof(UnknownParameter), "nothing binds the parameter 'page'")]
    [InlineData(typeof(BodyParameter), "must be an HttpRequest")]
    [InlineData(typeof(SystemLevel), "System is not supported")]
    [InlineData(typeof(SameName), "the name is used 2 times")]
    [InlineData(typeof(SameRoute), "the same route and method")]
    [InlineData(typeof(BadQueueName), "is no queue name")]
    [InlineData(typeof(QueueResult), "would go nowhere")]
    [InlineData(typeof(FiveFields), "no schedule of six fields")]
    [InlineData(typeof(NoTrigger), "exactly one parameter")]
    [InlineData(typeof(NotPublic), "must be public")]
    [InlineData(typeof(BadName), "a name is")]
    public void It_refuses_what_the_real_host_refuses_or_serves_wrongly(Type functions, string reason)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Read([functions]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_route_may_have_a_function_for_each_method() =>
        Assert.Equal(2, FunctionCatalog.Read([typeof(TwoMethods)]).Count);

    [Fact]
    public void All_that_is_refused_is_named_at_once()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Read([typeof(AdminRoute), typeof(FiveFields)]));

        Assert.Contains(nameof(AdminRoute), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(FiveFields), refusal.Message, StringComparison.Ordinal);
    }

    public static class Every
    {
        [Function("Work")]
        public static Task Work([QueueTrigger("work")] string message, FunctionContext context, CancellationToken token) => Task.CompletedTask;

        [Function("Other")]
        public static void Other([QueueTrigger("%OtherQueue%", Connection = "OtherStorage")] BinaryData message)
        {
        }

        [Function("Nightly")]
        public static Task Nightly([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => Task.CompletedTask;

        [Function("Starting")]
        public static Task Starting([TimerTrigger("%Schedule%", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => Task.CompletedTask;

        [Function("Echo")]
        public static Task<IResult> Echo(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", Route = "echo/{id:int}")] HttpRequest request, int id) =>
            Task.FromResult(Results.Ok(id));

        [Function("Fetch")]
        public static IResult Fetch([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public static class TwoMethods
    {
        [Function("List")]
        public static IResult List([HttpTrigger("get", Route = "things")] HttpRequest request) => Results.Ok();

        [Function("Add")]
        public static IResult Add([HttpTrigger("post", Route = "things")] HttpRequest request) => Results.Ok();
    }

    public static class AdminRoute
    {
        [Function(nameof(AdminRoute))]
        public static IResult Run([HttpTrigger(Route = "Administration/users")] HttpRequest request) => Results.Ok();
    }

    public static class AdminName
    {
        [Function("AdminUsers")]
        public static IResult Run([HttpTrigger] HttpRequest request) => Results.Ok();
    }

    public static class RuntimeRoute
    {
        [Function(nameof(RuntimeRoute) + "X")]
        public static IResult Run([HttpTrigger(Route = "runtime/x")] HttpRequest request) => Results.Ok();
    }

    public static class EmptyRoute
    {
        [Function(nameof(EmptyRoute))]
        public static IResult Run([HttpTrigger(Route = "")] HttpRequest request) => Results.Ok();
    }

    public static class SlashRoute
    {
        [Function(nameof(SlashRoute))]
        public static IResult Run([HttpTrigger(Route = "/")] HttpRequest request) => Results.Ok();
    }

    public static class TextResult
    {
        [Function(nameof(TextResult))]
        public static Task<string> Run([HttpTrigger] HttpRequest request) => Task.FromResult("text");
    }

    public static class ValueTaskResult
    {
        [Function(nameof(ValueTaskResult))]
        public static ValueTask<IResult> Run([HttpTrigger] HttpRequest request) => ValueTask.FromResult(Results.Ok());
    }

    public static class UnknownParameter
    {
        [Function(nameof(UnknownParameter))]
        public static IResult Run([HttpTrigger(Route = "things/{id}")] HttpRequest request, string id, int page) => Results.Ok($"{id}{page}");
    }

    public static class BodyParameter
    {
        [Function(nameof(BodyParameter))]
        public static IResult Run([HttpTrigger("post")] string body) => Results.Ok(body);
    }

    public static class SystemLevel
    {
        [Function(nameof(SystemLevel))]
        public static IResult Run([HttpTrigger(AuthorizationLevel.System)] HttpRequest request) => Results.Ok();
    }

    public static class SameName
    {
        [Function("Twin")]
        public static Task One([QueueTrigger("one")] string message) => Task.CompletedTask;

        [Function("twin")]
        public static Task Two([QueueTrigger("two")] string message) => Task.CompletedTask;
    }

    public static class SameRoute
    {
        [Function("One")]
        public static IResult One([HttpTrigger("get", "post", Route = "things")] HttpRequest request) => Results.Ok();

        [Function("Two")]
        public static IResult Two([HttpTrigger("POST", Route = "Things")] HttpRequest request) => Results.Ok();
    }

    public static class BadQueueName
    {
        [Function(nameof(BadQueueName))]
        public static Task Run([QueueTrigger("Inbound_Messages")] string message) => Task.CompletedTask;
    }

    public static class QueueResult
    {
        [Function(nameof(QueueResult))]
        public static Task<string> Run([QueueTrigger("work")] string message) => Task.FromResult(message);
    }

    public static class FiveFields
    {
        [Function(nameof(FiveFields))]
        public static Task Run([TimerTrigger("0 3 * * *")] TimerInfo timer) => Task.CompletedTask;
    }

    public static class NoTrigger
    {
        [Function(nameof(NoTrigger))]
        public static Task Run(string message) => Task.FromResult(message);
    }

    public static class BadName
    {
        [Function("2nd")]
        public static Task Run([QueueTrigger("work")] string message) => Task.CompletedTask;
    }

    internal static class NotPublic
    {
        [Function(nameof(NotPublic))]
        public static Task Run([QueueTrigger("work")] string message) => Task.CompletedTask;
    }
}
