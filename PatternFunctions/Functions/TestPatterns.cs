using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class TestPatterns(PatternTester tester)
{
    [Function(nameof(TestPatterns))]
    [Requires(Role.Operator)]
    [Operation("Explains what a message would come to, and does nothing", Body = typeof(TestPatternsRequest), Answer = typeof(PatternTest))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/test")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.TestPatternsRequest, cancellationToken);
        return problem ?? TypedResults.Json(await tester.ExplainAsync(body!, cancellationToken), PatternsJson.Default.PatternTest);
    }
}
