using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Access;

/// <summary>One of these texts, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : ValidationAttribute
{
    public IReadOnlyList<string> Values { get; } = values;

    public override bool IsValid(object? value) => value is null || (value is string text && Values.Contains(text));

    public override string FormatErrorMessage(string name) => $"It must be one of: {string.Join(", ", Values)}.";
}
