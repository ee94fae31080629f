namespace PatternFunctions.Playground.Machine;

public sealed record PostgresOptions
{
    /// <summary>Where the databases are kept. Null keeps them until the end only, without waiting for the disk.</summary>
    public string? Folder { get; init; }

    /// <summary>Where one without a folder lies while it lives.</summary>
    public string TemporaryParent { get; init; } = Path.GetTempPath();

    public int MaxConnections { get; init; } = 100;

    public bool Vacuums { get; init; } = true;
}
