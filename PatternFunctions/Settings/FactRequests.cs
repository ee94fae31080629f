using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Settings;

public sealed record SetFactRequest
{
    [Required, OneOf(FactRules.Text, FactRules.Link, FactRules.Price, FactRules.Phone, FactRules.Hours)]
    public string? Kind { get; init; }

    /// <summary>As customers are to read it.</summary>
    [Required, MaxLength(500)]
    public string? Value { get; init; }

    /// <summary>What it is, for people and for the model: "When we are open".</summary>
    [Required, MaxLength(200)]
    public string? Description { get; init; }
}
