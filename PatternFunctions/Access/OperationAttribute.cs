namespace PatternFunctions.Access;

/// <summary>What openapi.json says of an HTTP function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string summary) : Attribute
{
    public string Summary { get; } = summary;

    /// <summary>The type whose properties are the query parameters.</summary>
    public Type? Query { get; init; }

    /// <summary>The type of the JSON body.</summary>
    public Type? Body { get; init; }

    /// <summary>The type of the JSON body, where there need not be one.</summary>
    public Type? OptionalBody { get; init; }

    /// <summary>The content type of a body that is no JSON.</summary>
    public string? BodyFormat { get; init; }

    /// <summary>The type of the JSON answer; without it, the answer has no body.</summary>
    public Type? Answer { get; init; }

    /// <summary>The content type of an answer that is another format than <see cref="Answer"/>.</summary>
    public string? OtherFormat { get; init; }

    /// <summary>Of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Problems beside those of every function, as "409 already-decided".</summary>
    public string[] Problems { get; init; } = [];
}
