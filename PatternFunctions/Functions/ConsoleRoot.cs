using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole;

namespace PatternFunctions.Functions;

public sealed class ConsoleRoot
{
    // The host keeps "/" to itself unless a route matches the empty path in this very way.
    [Function(nameof(ConsoleRoot))]
    [Requires(Role.Anyone)]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{x:maxlength(0)?}")] HttpRequest request) =>
        TypedResults.Redirect(Link.Home);
}
