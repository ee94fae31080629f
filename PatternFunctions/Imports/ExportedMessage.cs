namespace PatternFunctions.Imports;

/// <summary>One row of a message export.</summary>
public sealed record ExportedMessage
{
    /// <summary><c>AC…</c>; null where the export has none.</summary>
    public string? Id { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>Empty for a picture without words: exports have no column for media.</summary>
    public required string Body { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>E.164, a short code, or what stands for a number that was withheld: <c>Anonymous</c>.</summary>
    public required string From { get; init; }

    /// <summary>More than one in a group.</summary>
    public required IReadOnlyList<string> To { get; init; }

    public required bool IsIncoming { get; init; }
}
