namespace PatternFunctions.Learning;

/// <summary>What is wrong with a template, and where (UTF-16 units).</summary>
public sealed record TemplateProblem(TemplateProblemCode Code, int Position, int Length);

public enum TemplateProblemCode
{
    /// <summary>Nothing but blanks.</summary>
    Empty,

    /// <summary>The text alone is over the limit of one message.</summary>
    TooLong,

    /// <summary><c>{{</c> without <c>}}</c>.</summary>
    NotClosed,

    /// <summary>A brace that belongs to no variable.</summary>
    StrayBrace,

    /// <summary>Not lower-case letters, digits and underscores, or more than 40 of them.</summary>
    BadName,

    /// <summary>An empty fallback, one of more than 100 characters, or one with a bar or a line break.</summary>
    BadFallback,

    /// <summary>A variable that is not on the list.</summary>
    UnknownVariable,

    HiddenCharacters,
}
