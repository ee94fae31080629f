using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class VerifyAudit(AuditLog log)
{
    [Function(nameof(VerifyAudit))]
    [Requires(Role.Admin)]
    [Operation("Whether the audit log is whole and as it was written", Answer = typeof(AuditVerification))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/verify")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(await log.VerifyAsync(cancellationToken), AccessJson.Default.AuditVerification);
}
