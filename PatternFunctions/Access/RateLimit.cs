using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Access;

/// <summary>How much may come at once, and how much after that.</summary>
public sealed class RateLimit
{
    [Range(1, 1_000_000)]
    public int Burst { get; set; }

    /// <summary>So many more each <see cref="Seconds"/>.</summary>
    [Range(1, 1_000_000)]
    public int Refill { get; set; }

    [Range(1, 3600)]
    public int Seconds { get; set; } = 1;
}
