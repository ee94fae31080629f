using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole;

namespace PatternFunctions.Functions;

public sealed class GetApiReference(Pages pages)
{
    [Function(nameof(GetApiReference))]
    [Requires(Role.Anyone)]
    [Operation("This description, as a page to read", OtherFormat = "text/html")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reference")] HttpRequest request) =>
        pages.ReferenceAsync(request);
}
