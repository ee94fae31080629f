using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace PatternFunctions.Settings;

public sealed record ChangeConfigQuery
{
    /// <summary>Says what the change would do, and does nothing.</summary>
    public bool Preview { get; init; }
}

public sealed record ChangeConfigRequest
{
    /// <summary>New values by key: text as in the table, or true, 0.9, ["faq", "hours"].</summary>
    [Required, MinLength(1), MaxLength(100)]
    public Dictionary<string, JsonElement>? Values { get; init; }

    /// <summary>For those who look later.</summary>
    [MaxLength(500)]
    public string? Reason { get; init; }
}
