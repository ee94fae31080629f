namespace PatternFunctions.WebConsole.Reference;

/// <summary>The API, to read.</summary>
public sealed record ReferenceModel
{
    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>Of the same in OpenAPI.</summary>
    public required string DocumentPath { get; init; }

    public required IReadOnlyList<ReferenceGroup> Groups { get; init; }
}

public sealed record ReferenceGroup(string Name, IReadOnlyList<ReferenceOperation> Operations);

public sealed record ReferenceOperation
{
    public required string Id { get; init; }

    /// <summary>Such as GET.</summary>
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Summary { get; init; }

    /// <summary>Who may call it.</summary>
    public required string Access { get; init; }

    public required IReadOnlyList<ReferenceField> Parameters { get; init; }

    /// <summary>Null for one that takes none.</summary>
    public ReferenceContent? Body { get; init; }

    public required IReadOnlyList<ReferenceAnswer> Answers { get; init; }
}

/// <param name="Kind">Where a parameter stands: path, query or header. Empty for a field of JSON.</param>
/// <param name="Type">In words: "text of up to 100 characters".</param>
public sealed record ReferenceField(string Name, string Kind, string Type, bool IsRequired);

/// <param name="Fields">Of JSON; none for another format.</param>
public sealed record ReferenceContent(string Format, IReadOnlyList<ReferenceField> Fields);

public sealed record ReferenceAnswer(string Status, string Description, ReferenceContent? Content);
