namespace PatternFunctions.Playground.Machine;

public sealed record PostgresOptions
{
    /// <summary>Where the databases are kept. Null keeps them until the end only, without waiting for the disk.</summary>
    public string? Folder { get; init; }

    public int MaxConnections { get; init; } = 100;
}
