namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>One attempt to deliver a webhook.</summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Status">The receiver's answer; null when there was none.</param>
public sealed record WebhookDelivery(
    DateTimeOffset At, WebhookSubscription Subscription, string EventId, int Attempt, int? Status, string Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;
}
