using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Functions;

public sealed class ReceiveWebhook(WebhookReceiver receiver)
{
    private const string RetrySeconds = "30";

    [Function(nameof(ReceiveWebhook))]
    [Requires(Role.Anyone)] // The signature is the key.
    [Operation("Takes an event of OpenPhone, whose signature is the key", Status = 202, Problems = ["401 signature", "408 incomplete", "413 too-large", "503 unavailable"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/openphone/webhook")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        switch (await receiver.ReceiveAsync(request, cancellationToken))
        {
            case WebhookOutcome.Accepted:
                return TypedResults.Accepted((string?)null);
            case WebhookOutcome.TooLarge:
                return Problems.TooLarge("An event has at most 1 MiB.");
            case WebhookOutcome.Incomplete:
                return Problems.Of("incomplete", StatusCodes.Status408RequestTimeout, "Incomplete", "The body did not come to its end in time.");
            case WebhookOutcome.Unavailable:
                request.HttpContext.Response.Headers.RetryAfter = RetrySeconds;
                return Problems.Of("unavailable", StatusCodes.Status503ServiceUnavailable, "Not now", "The event could not be stored. Send it again.");
            default:
                return Problems.Of("signature", StatusCodes.Status401Unauthorized, "Not signed", "The signature is missing, wrong or too old.");
        }
    }
}
