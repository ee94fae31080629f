using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Access;

/// <summary>Each text of a list has 1 to so many characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachAttribute(int maxLength) : ValidationAttribute
{
    public int MaxLength { get; } = maxLength;

    public override bool IsValid(object? value) =>
        value is null || (value is IEnumerable<string> texts && texts.All(text => text is { Length: > 0 } && text.Length <= MaxLength));

    public override string FormatErrorMessage(string name) => $"Each entry must have 1 to {MaxLength} characters.";
}
