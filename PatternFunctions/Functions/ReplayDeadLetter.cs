using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class ReplayDeadLetter(DeadLetters deadLetters)
{
    [Function(nameof(ReplayDeadLetter))]
    [Requires(Role.Admin)]
    [Operation("Gives a dead letter to its queue once more", Answer = typeof(DeadLetter), Status = 202, Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/dead-letters/{id:long}/replay")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await deadLetters.ReplayAsync(id, Caller.Of(request), cancellationToken) is { } letter
            ? TypedResults.Json(letter, DeadLetterJson.Default.DeadLetter, statusCode: StatusCodes.Status202Accepted)
            : Problems.NotFound("dead letter");
}
