namespace PatternFunctions.Benchmarks.Matching;

/// <param name="Text">As it was written.</param>
/// <param name="Pattern">Null: none of the data set's patterns.</param>
/// <param name="Vector">The encoder's.</param>
internal sealed record LabelledRow(string Text, long? Pattern, float[]? Vector);
