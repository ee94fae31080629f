namespace PatternFunctions.Playground.Machine;

public sealed record AzuriteOptions
{
    /// <summary>Where blobs and messages are kept. Null keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>Accounts beside the emulator's well-known <c>devstoreaccount1</c>, each with queues and blobs of its own.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
