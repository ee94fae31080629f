namespace PatternFunctions.Playground.Summary;

/// <summary>Two numbers that must be the same.</summary>
public sealed record Check(string What, decimal Expected, decimal Found)
{
    public bool Holds => Expected == Found;
}
