namespace PatternFunctions.WebConsole.Imports;

public sealed record ImportsModel
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<ImportModel> Imports { get; init; }

    /// <summary>In bytes.</summary>
    public required long LargestFile { get; init; }

    /// <summary>Texts before it are never brought in.</summary>
    public required DateTimeOffset KeptSince { get; init; }
}
