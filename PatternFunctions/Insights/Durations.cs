namespace PatternFunctions.Insights;

/// <summary>Durations from several spans, in one order; quantiles as PostgreSQL's <c>percentile_cont</c> has them.</summary>
internal sealed class Durations
{
    private readonly double[] sorted;

    public Durations(IEnumerable<double[]> seconds)
    {
        sorted = [.. seconds.SelectMany(part => part)];
        Array.Sort(sorted);
    }

    public int Count => sorted.Length;

    /// <summary>Null without any.</summary>
    public double? Median => Quantile(0.5);

    /// <summary>Nine of ten are shorter.</summary>
    public double? Slow => Quantile(0.9);

    private double? Quantile(double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
