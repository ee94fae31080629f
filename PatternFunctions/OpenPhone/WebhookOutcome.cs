namespace PatternFunctions.OpenPhone;

public enum WebhookOutcome
{
    /// <summary>Verified and in the queue: it will be processed.</summary>
    Accepted,
    Unauthorized,
    TooLarge,

    /// <summary>The body did not come, or not to its end.</summary>
    Incomplete,

    /// <summary>Verified, but there is no queue to put it in: OpenPhone must send it again.</summary>
    Unavailable,
}
