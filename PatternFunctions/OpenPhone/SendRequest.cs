namespace PatternFunctions.OpenPhone;

/// <summary>One text to one recipient: groups are never answered.</summary>
public sealed record SendRequest
{
    /// <summary>PN… or E.164, ours.</summary>
    public required string From { get; init; }

    /// <summary>E.164.</summary>
    public required string To { get; init; }

    /// <summary>1 to 1600 characters, not all blank; OpenPhone refuses others.</summary>
    public required string Content { get; init; }

    public override string ToString() => nameof(SendRequest);
}
