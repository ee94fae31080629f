namespace PatternFunctions.Matching;

/// <summary>What a text stands for that matching is tried on.</summary>
internal enum TriedAs
{
    /// <summary>One of a pattern's wordings.</summary>
    Wording,

    /// <summary>A customer's question of which a person has said what it asks for.</summary>
    Label,

    /// <summary>A label as it was before its pattern came: whatever is found is wrong.</summary>
    Stranger,
}
