namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What a text may have beside its sender and its words.</summary>
public sealed record TextDetails
{
    public static readonly TextDetails None = new();

    /// <summary>The other customers of a group.</summary>
    public IReadOnlyList<string> AlsoWith { get; init; } = [];

    public IReadOnlyList<MediaItem> Media { get; init; } = [];

    /// <summary><c>PN…</c>; the first line when null.</summary>
    public string? LineId { get; init; }

    /// <summary>The id that the message has in an export; a new one when null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The id that a new conversation has in an export; a new one when null.</summary>
    public string? ConversationId { get; init; }
}
