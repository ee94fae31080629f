using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

public sealed class GetConfig(ConfigEditor editor)
{
    [Function(nameof(GetConfig))]
    [Requires(Role.Operator)]
    [Operation("Every setting with what it means and may hold", Answer = typeof(ConfigState))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/config")] HttpRequest request, CancellationToken cancellationToken)
    {
        var config = await editor.ReadAsync(cancellationToken);
        request.HttpContext.Response.Headers.ETag = config.ETag;
        return TypedResults.Json(config, SettingsJson.Default.ConfigState);
    }
}
