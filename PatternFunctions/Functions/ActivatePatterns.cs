using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class ActivatePatterns(BatchActivation batch)
{
    [Function(nameof(ActivatePatterns))]
    [Requires(Role.Admin)]
    [Operation("Lets several patterns that have been reviewed answer by themselves: all of them, or none", Body = typeof(ActivatePatternsRequest), Answer = typeof(PatternBatch), Problems = ["409 not-activated"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/activate")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.ActivatePatternsRequest, cancellationToken);
        return problem ?? await batch.ActivateAsync(body!.Patterns!, body.Reason!, Caller.Of(request), cancellationToken) switch
        {
            BatchOutcome.Refused { Problems: var problems } => Problems.Of(
                "not-activated", StatusCodes.Status409Conflict, "None is activated", "Some are not there, have changed since they were reviewed, or are not proved enough.",
                new() { ["patterns"] = problems.ToDictionary(each => each.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), each => each.Problem) }),
            BatchOutcome.Done { Batch: var done } => TypedResults.Json(done, PatternsJson.Default.PatternBatch),
            _ => throw new InvalidOperationException("A batch is done or refused."),
        };
    }
}
