namespace PatternFunctions.Learning;

/// <summary>Where in the template's text it begins; UTF-16 units.</summary>
public abstract record TemplatePart(int Position);

public sealed record TextPart(int Position, string Text) : TemplatePart(Position);

public sealed record VariablePart(int Position, int Length, string Name, string? Fallback) : TemplatePart(Position);
