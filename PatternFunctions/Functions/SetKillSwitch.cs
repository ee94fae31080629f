using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Replies;

namespace PatternFunctions.Functions;

public sealed class SetKillSwitch(KillSwitch killSwitch)
{
    [Function(nameof(SetKillSwitch))]
    [Requires(Role.Admin)]
    [Operation("Stops all automatic sending, or lets it go on", Body = typeof(KillSwitchRequest), Answer = typeof(KillSwitchState), Problems = ["409 confirmation-needed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/kill-switch")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, RepliesJson.Default.KillSwitchRequest, cancellationToken);
        return problem ?? body! switch
        {
            { On: false, Confirm: false } => Problems.Of(
                "confirmation-needed", StatusCodes.Status409Conflict, "Confirm it",
                "Releasing the kill switch lets automatic replies go out again. Send 'confirm': true with it."),
            { On: var on } => TypedResults.Json(
                new KillSwitchState(on is true, await killSwitch.SetAsync(on is true, Caller.Of(request), cancellationToken)),
                RepliesJson.Default.KillSwitchState),
        };
    }
}
