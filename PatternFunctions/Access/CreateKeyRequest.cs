using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Access;

public sealed record CreateKeyRequest
{
    /// <summary>Whose it is: the name under which decisions stand in the history.</summary>
    [Required, MaxLength(100)]
    public string? Label { get; init; }

    [Required, OneOf("operator", "admin")]
    public string? Role { get; init; }

    /// <summary>Null for a key without end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
