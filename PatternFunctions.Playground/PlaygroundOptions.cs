namespace PatternFunctions.Playground;

public sealed record PlaygroundOptions
{
    /// <summary>A message export to be played instead of the day at the club.</summary>
    public FileInfo? Script { get; init; }

    /// <summary>How much faster than real the pauses between texts are; null for the ordinary pace.</summary>
    public double? Speed { get; init; }

    /// <summary>The same seed gives the same ids and the same repeated webhooks.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Ends after the summary, and keeps nothing.</summary>
    public bool Exit { get; init; }

    /// <summary>Throws away what earlier runs have kept.</summary>
    public bool Reset { get; init; }
}
