namespace PatternFunctions.WebConsole.Charts;

/// <summary>A day's questions, by what was decided.</summary>
public sealed record Bar(DateOnly Day, int Auto, int Suggest, int Queue, int Shadow)
{
    public int Total => Auto + Suggest + Queue + Shadow;
}

/// <param name="Said">The mean probability that was given.</param>
/// <param name="Judged">How many were judged; the size of the point.</param>
public sealed record CalibrationPoint(double Said, double Was, int Judged);
