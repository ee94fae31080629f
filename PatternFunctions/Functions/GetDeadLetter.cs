using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class GetDeadLetter(DeadLetters deadLetters)
{
    [Function(nameof(GetDeadLetter))]
    [Requires(Role.Operator)]
    [Operation("What could not be understood or done, in full", Answer = typeof(DeadLetter), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dead-letters/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await deadLetters.FindAsync(id, cancellationToken) is { } letter
            ? TypedResults.Json(letter, DeadLetterJson.Default.DeadLetter)
            : Problems.NotFound("dead letter");
}
