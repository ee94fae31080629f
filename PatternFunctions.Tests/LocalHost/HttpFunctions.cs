using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Tests.LocalHost;

/// <summary>What <see cref="HttpTests"/> call: one function for each thing that a host must do.</summary>
public sealed class HttpFunctions(Probe probe)
{
    [Function("Numbers")]
    public static IResult Numbers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{id:int?}")] HttpRequest request, int id = 7) =>
        Results.Text($"{id}");

    [Function("Ids")]
    public static IResult Ids(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ids/{id:guid}/{number:long}/{name}")] HttpRequest request, Guid id, long number, string name) =>
        Results.Text($"{id} {number} {name}");

    [Function("Console")]
    public static IResult Console([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/{*path}")] HttpRequest request, string? path) =>
        Results.Text(path ?? "");

    [Function("Root")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{x:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("root");

    [Function("Any")]
    public static IResult Any([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequest request) => Results.Text(request.Method);

    [Function("Action")]
    public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
        new OkObjectResult("action");

    [Function("Typed")]
    public static Task<Results<Ok<string>, NotFound>> Typed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed")] HttpRequest request) =>
        Task.FromResult<Results<Ok<string>, NotFound>>(TypedResults.NotFound());

    [Function("Written")]
    public static Task Written([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "written")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("written");

    [Function("Throws")]
    public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.Append("x-before", "1");
        throw new InvalidOperationException("It fails.");
    }

    [Function("Unbound")]
    public static IResult Unbound([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unbound/{id}")] HttpRequest request, int id) => Results.Text($"{id}");

    [Function("Switched")]
    public static IResult Switched([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "switched")] HttpRequest request) => Results.Ok();

    [Function("Keyed")]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request) => Results.Ok();

    [Function("AlsoKeyed")]
    public static IResult AlsoKeyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "alsokeyed")] HttpRequest request) => Results.Ok();

    [Function("Mastered")]
    public static IResult Mastered([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "mastered")] HttpRequest request) => Results.Ok();

    [Function("Forwarded")]
    public static IResult Forwarded([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forwarded")] HttpRequest request) =>
        Results.Text(string.Join(',', request.Headers.Keys.Where(k => k.StartsWith("X-", StringComparison.OrdinalIgnoreCase))));

    [Function("Body")]
    public static async Task<IResult> Body(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return Results.Bytes(body.ToArray());
    }

    [Function("Waits")]
    public async Task<IResult> Waits(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits")] HttpRequest request, FunctionContext context, CancellationToken cancellationToken)
    {
        probe.See("waiting");
        try
        {
            await probe.PassAsync(cancellationToken);
            return Results.Text("done");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            probe.See("gone");
            throw;
        }
    }
}

public static class HttpCatchAll
{
    [Function("Everything")]
    public static IResult Everything([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) => Results.Ok();
}
