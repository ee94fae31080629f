using PatternFunctions.OpenPhone;

namespace PatternFunctions.Replies;

/// <summary>Whether a scheduled text may go out now.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>This caller, and nobody else, is to send it.</summary>
    public sealed record Claimed(SendRequest Request) : ClaimOutcome;

    public sealed record NotDue(DateTimeOffset DueAt) : ClaimOutcome;

    /// <summary>A gate is shut: it will never be sent.</summary>
    public sealed record Cancelled(string Reason) : ClaimOutcome;

    /// <summary>Sent, cancelled, or claimed before.</summary>
    public sealed record AlreadyHandled : ClaimOutcome;
}
