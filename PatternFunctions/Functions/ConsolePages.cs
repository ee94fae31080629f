using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole;

namespace PatternFunctions.Functions;

public sealed class ConsolePages(ConsoleDesk desk)
{
    // The console asks who it is by itself: people have a cookie, not a header.
    [Function(nameof(ConsolePages))]
    [Requires(Role.Anyone)]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "console/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        desk.ServeAsync(request, cancellationToken);
}
