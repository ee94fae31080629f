using System.Text.Json.Serialization;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Settings;

/// <summary>A row of <c>business_facts</c>: what templates may say as <c>{{name}}</c>.</summary>
public sealed record BusinessFact
{
    public const string Columns = """
        name, kind, value, description, updated_at, updated_by, md5(ROW(kind, value, description)::text)
        """;

    public required string Name { get; init; }

    /// <summary>text, link, price, phone or hours.</summary>
    public required string Kind { get; init; }

    public required string Value { get; init; }

    /// <summary>For people, and for the model, which is never told the value.</summary>
    public required string Description { get; init; }

    /// <summary>Why the value cannot be used; then templates do without it, as if there were none. Null if all is well.</summary>
    public string? Problem => FactRules.ProblemOf(Name, Kind, Value);

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    [JsonIgnore]
    public string ETag { get; init; } = "";

    public TemplateVariable ToVariable() => TemplateVariable.Fact(Name, Value, Description);

    public static BusinessFact Read(NpgsqlDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Kind = reader.GetString(1),
        Value = reader.GetString(2),
        Description = reader.GetString(3),
        UpdatedAt = reader.Nullable<DateTimeOffset?>(4),
        UpdatedBy = reader.Nullable<string>(5),
        ETag = $"\"{reader.GetString(6)}\"",
    };
}

public sealed record BusinessFacts(IReadOnlyList<BusinessFact> Items);
