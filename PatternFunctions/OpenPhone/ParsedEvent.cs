using System.Diagnostics.CodeAnalysis;

namespace PatternFunctions.OpenPhone;

/// <summary>The event, or why the body cannot be understood.</summary>
public sealed record ParsedEvent
{
    private ParsedEvent(ConversationEvent? @event, string? reason) => (Event, Reason) = (@event, reason);

    public ConversationEvent? Event { get; }

    /// <summary>Names fields, never their contents.</summary>
    public string? Reason { get; }

    [MemberNotNullWhen(true, nameof(Event))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsUnderstood => Event is not null;

    internal static ParsedEvent Of(ConversationEvent @event) => new(@event, null);

    internal static ParsedEvent Refused(string reason) => new(null, reason);
}
