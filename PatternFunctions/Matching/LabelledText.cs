namespace PatternFunctions.Matching;

/// <summary>A text of which a person has said what it asks for.</summary>
/// <param name="PatternId">Null: none of the patterns.</param>
/// <param name="Text">As the customer wrote it.</param>
/// <param name="Vector">The encoder's; null without an encoder.</param>
public sealed record LabelledText(long? PatternId, string Text, float[]? Vector);
