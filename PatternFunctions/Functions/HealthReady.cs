using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class HealthReady(Readiness readiness)
{
    [Function(nameof(HealthReady))]
    [Requires(Role.Anyone)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        await readiness.FindFailuresAsync(cancellationToken) is { Count: > 0 } failures
            ? Problems.Of("not-ready", StatusCodes.Status503ServiceUnavailable, "Not ready", $"No answer from: {string.Join(", ", failures)}.")
            : TypedResults.NoContent();
}
