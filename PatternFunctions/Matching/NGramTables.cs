using System.Collections.Concurrent;

namespace PatternFunctions.Matching;

/// <summary>Tables with a number for every n-gram, lent out all zeros and to be given back all zeros.</summary>
internal static class NGramTables
{
    private static readonly ConcurrentBag<float[]> Free = [];

    public static float[] Rent() => Free.TryTake(out var table) ? table : new float[NGrams.Count];

    public static void Return(float[] table) => Free.Add(table);
}
