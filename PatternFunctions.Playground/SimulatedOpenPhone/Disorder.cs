namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What a network does to webhooks. OpenPhone promises neither their order nor that each comes once.</summary>
public sealed record Disorder
{
    /// <summary>From 0 to 1: how often a delivery comes a second time.</summary>
    public double Duplicates { get; init; }

    /// <summary>From 0 to 1: how often a delivery is held back, and so overtaken by later ones.</summary>
    public double Delays { get; init; }

    /// <summary>A delivery held back comes within this time.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);
}
