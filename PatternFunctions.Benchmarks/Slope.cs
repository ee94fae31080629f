namespace PatternFunctions.Benchmarks;

/// <summary>How a cost grows: the exponent b of cost = a·sizeᵇ, by least squares over logarithms; 1 is proportional.</summary>
/// <param name="Margin">Half of the exponent's 95 % confidence interval.</param>
internal sealed record Slope(double Exponent, double Margin)
{
    /// <summary>Student's t, two-sided 95 %, for one degree of freedom and more.</summary>
    private static readonly double[] T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306];

    /// <param name="points">At least three sizes with their costs, all above zero.</param>
    public static Slope Of(IReadOnlyCollection<(double Size, double Cost)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Cost))).ToList();
        var (meanX, meanY) = (logs.Average(point => point.X), logs.Average(point => point.Y));
        var spread = logs.Sum(point => (point.X - meanX) * (point.X - meanX));
        var exponent = logs.Sum(point => (point.X - meanX) * (point.Y - meanY)) / spread;
        var left = logs.Sum(point => Math.Pow(point.Y - meanY - (exponent * (point.X - meanX)), 2));
        var freedom = logs.Count - 2;
        return new Slope(exponent, T[Math.Min(freedom, T.Length) - 1] * Math.Sqrt(left / freedom / spread));
    }
}
