using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class HealthReady(Readiness readiness)
{
    [Function(nameof(HealthReady))]
    [Requires(Role.Anyone)]
    [Operation("The database and the storage answer", Status = 204, Problems = ["503 not-ready"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        await readiness.FindFailuresAsync(cancellationToken) is { Count: > 0 } failures
            ? Problems.Of("not-ready", StatusCodes.Status503ServiceUnavailable, "Not ready", $"No answer from: {string.Join(", ", failures)}.")
            : TypedResults.NoContent();
}
