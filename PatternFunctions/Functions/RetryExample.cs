using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Learning;

namespace PatternFunctions.Functions;

public sealed class RetryExample(ExampleCatalog catalog)
{
    [Function(nameof(RetryExample))]
    [Requires(Role.Admin)]
    [Operation("Has a refused example, or one that taught nothing, analysed afresh", Answer = typeof(ExampleDetails), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/examples/{id:long}/retry")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await catalog.RetryAsync(id, Caller.Of(request), cancellationToken) is { } example
            ? TypedResults.Json(example, ExamplesJson.Default.ExampleDetails)
            : Problems.NotFound("example that could be tried again");
}
