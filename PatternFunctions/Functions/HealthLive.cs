using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class HealthLive
{
    [Function(nameof(HealthLive))]
    [Requires(Role.Anyone)]
    [Operation("The process answers", Status = 204)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) =>
        TypedResults.NoContent();
}
