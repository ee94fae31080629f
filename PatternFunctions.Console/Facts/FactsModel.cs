namespace PatternFunctions.WebConsole.Facts;

/// <summary>What answers may say of the business.</summary>
/// <param name="Edited">As it stands in the form.</param>
/// <param name="ETag">Of the one that is edited; null for a new one.</param>
public sealed record FactsModel(IReadOnlyList<FactRow> Facts, FactForm Edited, string? ETag)
{
    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } =
    [
        ("text", Texts.Fact_Text), ("link", Texts.Fact_Link), ("price", Texts.Fact_Price), ("phone", Texts.Fact_Phone), ("hours", Texts.Fact_Hours),
    ];
}

/// <param name="Problem">Why answers do without it, in a sentence.</param>
public sealed record FactRow(string Name, string Kind, string Value, string Description, string? Problem, DateTimeOffset? UpdatedAt, string? UpdatedBy);

public sealed record FactForm(string Name, string Kind, string Value, string Description);
