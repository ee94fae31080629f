using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class CreateKey(AccessKeys keys, TimeProvider clock)
{
    [Function(nameof(CreateKey))]
    [Requires(Role.Admin)]
    [Operation("Makes an access key, which is shown this once", Body = typeof(CreateKeyRequest), Answer = typeof(NewAccessKey), Status = 201)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, AccessJson.Default.CreateKeyRequest, cancellationToken);
        if (problem is not null || body!.ExpiresAt <= clock.GetUtcNow())
        {
            return problem ?? Problems.Invalid("The key would have expired already.");
        }

        var role = body.Role is "admin" ? Role.Admin : Role.Operator;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            await keys.CreateAsync(body.Label!.Trim(), role, body.ExpiresAt, Caller.Of(request), cancellationToken),
            AccessJson.Default.NewAccessKey, statusCode: StatusCodes.Status201Created);
    }
}
