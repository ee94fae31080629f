using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.OpenApi;

namespace PatternFunctions.Functions;

public sealed class GetOpenApi
{
    [Function(nameof(GetOpenApi))]
    [Requires(Role.Anyone)]
    [Operation("This description", OtherFormat = "application/json")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        TypedResults.Text(OpenApiDocument.Text, "application/json");
}
