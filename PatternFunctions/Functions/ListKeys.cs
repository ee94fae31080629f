using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class ListKeys(AccessKeys keys)
{
    [Function(nameof(ListKeys))]
    [Requires(Role.Admin)]
    [Operation("The access keys, without the keys themselves", Answer = typeof(AccessKeyList))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/keys")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(new AccessKeyList(await keys.ListAsync(cancellationToken)), AccessJson.Default.AccessKeyList);
}
