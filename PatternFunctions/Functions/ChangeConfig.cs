using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

public sealed class ChangeConfig(ConfigEditor editor)
{
    [Function(nameof(ChangeConfig))]
    [Requires(Role.Admin)]
    [Operation(
        "Changes settings, or previews what the change would do to the patterns",
        Query = typeof(ChangeConfigQuery), Body = typeof(ChangeConfigRequest), Answer = typeof(ConfigChange), Problems = ["412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/config")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, queryProblem) = RequestQuery.Read(request, SettingsJson.Default.ChangeConfigQuery);
        var (body, bodyProblem) = await RequestBody.ReadAsync(request, SettingsJson.Default.ChangeConfigRequest, cancellationToken);
        return queryProblem ?? bodyProblem ?? ConfigResult.Of(request, await editor.ChangeAsync(
            body!, query!.Preview, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
