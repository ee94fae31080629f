namespace PatternFunctions.OpenPhone;

/// <summary>What is known of a text after one attempt to send it.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>OpenPhone has it and will send it. Delivery is told by webhook.</summary>
    /// <param name="MessageId">AC…, by which the echo is known as ours.</param>
    /// <param name="ConversationId">CN…; null before OpenPhone sent it in its answers.</param>
    public sealed record Accepted(string MessageId, string? ConversationId) : SendOutcome;

    /// <summary>Not sent: too many requests. May be sent later.</summary>
    /// <param name="RetryAfter">From now, if OpenPhone says.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter) : SendOutcome;

    /// <summary>Not sent, and sending it again will not help before a person has changed something.</summary>
    /// <param name="Kind">What the operator must be told.</param>
    /// <param name="StatusCode">HTTP.</param>
    /// <param name="Code">OpenPhone's, such as 0206400.</param>
    /// <param name="Title">OpenPhone's, in English.</param>
    public sealed record Refused(SendRefusal Kind, int StatusCode, string? Code, string? Title) : SendOutcome;

    /// <summary>Perhaps sent, perhaps not: OpenPhone knows no idempotency key, so look before sending again.</summary>
    public sealed record Unknown(SendDoubt Reason) : SendOutcome;
}
