using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Functions;

public sealed class ReceiveWebhook(WebhookReceiver receiver)
{
    private const string RetrySeconds = "30";

    [Function(nameof(ReceiveWebhook))]
    [Requires(Role.Anyone)] // The signature is the key.
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/openphone/webhook")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        switch (await receiver.ReceiveAsync(request, cancellationToken))
        {
            case WebhookOutcome.Accepted:
                return TypedResults.Accepted((string?)null);
            case WebhookOutcome.TooLarge:
                return Problems.Of("too-large", StatusCodes.Status413PayloadTooLarge, "Too large", "An event has at most 1 MiB.");
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
