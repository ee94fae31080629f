namespace PatternFunctions.Playground.SimulatedOpenPhone;

public sealed record OpenPhoneOptions
{
    public string ApiKey { get; init; } = "simulated-api-key";

    /// <summary>The same seed gives the same ids, duplicates and delays.</summary>
    public int Seed { get; init; } = 1;

    public IReadOnlyList<PhoneLine> Lines { get; init; } = [new("PNsimulated", "+15555550100", "Main line")];

    /// <summary>The first owns the lines.</summary>
    public IReadOnlyList<Member> Members { get; init; } =
        [new("USowner001", "Robin", "Reyes", "robin@example.com", "owner"), new("USstaff002", "Sam", "Okafor", "sam@example.com", "member")];

    /// <summary>How long to wait before each attempt to deliver a webhook; after the last it is given up.</summary>
    /// <remarks>Documented for the versioned API only; assumed for the older kinds.</remarks>
    public IReadOnlyList<TimeSpan> DeliveryDelays { get; init; } =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>Whether a legacy webhook is signed anew, with the new time, when it is tried again. Not documented.</summary>
    public bool SignLegacyRetriesAnew { get; init; } = true;

    public Disorder Disorder { get; init; } = new();

    /// <summary>How long <see cref="SendFault.Slow"/> keeps the answer back.</summary>
    public TimeSpan SlowAnswer { get; init; } = TimeSpan.FromSeconds(3);
}
