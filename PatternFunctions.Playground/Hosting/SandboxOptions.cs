using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Playground.Hosting;

public sealed record SandboxOptions
{
    public required string Database { get; init; }

    public required string Storage { get; init; }

    public required string LogFile { get; init; }

    /// <summary>What the clock shows at first; UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    public IReadOnlyList<PhoneLine> Lines { get; init; } = new OpenPhoneOptions().Lines;

    public int Seed { get; init; } = 1;

    /// <summary>Where the app listens if the port is free; otherwise on any.</summary>
    public int PreferredPort { get; init; } = 7071;

    /// <summary>Settings beside the Playground's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
