using System.Text.Json.Serialization;

namespace PatternFunctions.Settings;

/// <summary>Every setting as it stands.</summary>
public sealed record ConfigState(IReadOnlyList<ConfigSetting> Items)
{
    [JsonIgnore]
    public string ETag { get; init; } = "";
}

/// <summary>One setting with what it means and may hold. The value is text, as in the table.</summary>
public sealed record ConfigSetting
{
    public required string Key { get; init; }

    public required string Value { get; init; }

    /// <summary>boolean, number, whole_number, text, list, time_range or time_zone.</summary>
    public required string Type { get; init; }

    public required string Default { get; init; }

    public decimal? Min { get; init; }

    /// <summary>Largest number; for texts and lists the largest length.</summary>
    public decimal? Max { get; init; }

    public required string Description { get; init; }

    /// <summary>Why the value cannot be used, and what is used instead; null if all is well.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }
}
