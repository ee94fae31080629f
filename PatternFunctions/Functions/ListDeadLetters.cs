using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class ListDeadLetters(DeadLetters deadLetters)
{
    [Function(nameof(ListDeadLetters))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dead-letters")] HttpRequest request, CancellationToken cancellationToken)
    {
        var before = request.Query["before"].ToString();
        return before.Length == 0 ? await PageAsync(null, cancellationToken)
            : long.TryParse(before, out var id) ? await PageAsync(id, cancellationToken)
            : Problems.Invalid("'before' is the 'next' of the page before.");
    }

    private async Task<IResult> PageAsync(long? before, CancellationToken cancellationToken) =>
        TypedResults.Json(await deadLetters.ListAsync(before, cancellationToken), DeadLetterJson.Default.DeadLetterPage);
}
