namespace PatternFunctions.Learning;

/// <summary>What a placeholder stands for. Its name in capitals is the placeholder's: <c>[NAME_1]</c>.</summary>
public enum PersonalKind
{
    Name,

    /// <summary>In no dictionary: perhaps a name, perhaps a product or a slip of the pen. Only the model does not see it.</summary>
    Word,
    Phone,
    Email,
    Card,

    /// <summary>A door, gate or keypad code, or a password.</summary>
    Code,
    Address,

    /// <summary>A booking, order, member or gift card number.</summary>
    Reference,

    /// <summary>A long number of no known kind.</summary>
    Number,

    /// <summary>Not personal as such; hidden because many carry tokens, and so that a model cannot alter one.</summary>
    Link,

    /// <summary>A value that an admin has entered: the model sees only that there is one.</summary>
    Fact,

    /// <summary>Something that looks like a placeholder and is none.</summary>
    Text,
}

/// <summary>A find in a text; UTF-16 units.</summary>
public readonly record struct PersonalSpan(int Start, int Length, PersonalKind Kind)
{
    public int End => Start + Length;
}
