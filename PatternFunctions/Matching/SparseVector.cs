namespace PatternFunctions.Matching;

/// <summary>The numbers of a long vector that are not zero, and where they stand.</summary>
internal sealed record SparseVector(int[] Indexes, float[] Values);
