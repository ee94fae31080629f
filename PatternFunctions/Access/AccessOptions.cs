namespace PatternFunctions.Access;

/// <summary>Section <c>Access</c>. No record, so that nothing prints its secrets.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    public const int ShortestKey = 20;

    /// <summary>
    /// An admin's key from the settings, to begin with; at least 20 characters. Empty, as it is by default, lets nobody in.
    /// </summary>
    public string AdminKey { get; set; } = "";

    /// <summary>After so long, people sign in to the console anew.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a link that signs in once can be followed.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromMinutes(30);

    public EntraOptions Entra { get; set; } = new();

    /// <summary>Of each caller with a key or token.</summary>
    public RateLimit Callers { get; set; } = new() { Burst = 1_000, Refill = 100 };

    /// <summary>Of each address without one: OpenPhone's webhooks come in bursts.</summary>
    public RateLimit Sources { get; set; } = new() { Burst = 2_000, Refill = 200 };

    /// <summary>Wrong keys of each address.</summary>
    public RateLimit Failures { get; set; } = new() { Burst = 20, Refill = 1, Seconds = 6 };
}
