using System.Globalization;
using System.Text;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>An event on its way to one subscription.</summary>
/// <param name="DeliveryId">The same in every attempt.</param>
internal sealed record Webhook(WebhookSubscription Subscription, string EventId, string DeliveryId, string Body)
{
    public HttpRequestMessage Request(DateTimeOffset legacyTime, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Subscription.Url)
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentType!.CharSet = null;
        if (Subscription.Format is WebhookFormat.Versioned)
        {
            request.Headers.Add("webhook-id", DeliveryId);
            request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", WebhookSignature.Standard(Subscription.SigningKey, DeliveryId, now, Body));
        }
        else
        {
            request.Headers.Add("openphone-signature", WebhookSignature.Legacy(Subscription.SigningKey, legacyTime, Body));
        }

        return request;
    }
}
