using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class ListDeadLetters(DeadLetters deadLetters)
{
    [Function(nameof(ListDeadLetters))]
    [Requires(Role.Operator)]
    [Operation("What could not be understood or done, newest first", Query = typeof(ListDeadLettersQuery), Answer = typeof(DeadLetterPage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dead-letters")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, DeadLetterJson.Default.ListDeadLettersQuery);
        return problem ?? TypedResults.Json(await deadLetters.ListAsync(query!.Before, cancellationToken), DeadLetterJson.Default.DeadLetterPage);
    }
}
