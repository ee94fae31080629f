namespace PatternFunctions.Patterns;

/// <summary>Words that a pattern is to be known by.</summary>
public sealed record NewWording
{
    public required long PatternId { get; init; }

    /// <summary>Of the very words that a customer wrote.</summary>
    public required string Signature { get; init; }

    /// <summary>As it is kept and compared; it may do without what is one person's.</summary>
    public required string Text { get; init; }

    /// <summary>One of the constants of <see cref="Wordings"/>, or what the pattern was created from.</summary>
    public required string Source { get; init; }

    /// <summary>The example from which the words are, and with which they go; null if they stay.</summary>
    public long? ExampleId { get; init; }
}
