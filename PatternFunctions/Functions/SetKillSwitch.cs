using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Replies;

namespace PatternFunctions.Functions;

public sealed class SetKillSwitch(KillSwitch killSwitch)
{
    [Function(nameof(SetKillSwitch))]
    [Requires(Role.Admin)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/kill-switch")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, RepliesJson.Default.KillSwitchRequest, cancellationToken);
        return problem ?? body! switch
        {
            { On: null } => Problems.Invalid("Say 'on': true or false."),
            { On: false, Confirm: false } => Problems.Of(
                "confirmation-needed", StatusCodes.Status409Conflict, "Confirm it",
                "Releasing the kill switch lets automatic replies go out again. Send 'confirm': true with it."),
            { On: { } on } => TypedResults.Json(
                new KillSwitchState(on, await killSwitch.SetAsync(on, Caller.Of(request).Name, cancellationToken)),
                RepliesJson.Default.KillSwitchState),
        };
    }
}
