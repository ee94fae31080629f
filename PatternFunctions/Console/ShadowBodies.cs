using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Charts;
using PatternFunctions.WebConsole.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>Shadow reports for people to read.</summary>
internal static class ShadowBodies
{
    public static ShadowBody Of(ShadowReport report) => new()
    {
        From = report.From,
        Until = report.Until,
        LearnedFrom = report.LearnedFrom,
        Questions = report.Questions,
        Findings = report.Findings,
        Tiers = [.. report.Tiers.Select(Of)],
        Matches = [.. report.Matches.Select(Of)],
        Patterns = [.. report.Patterns.Select(pattern => new ShadowPatternRow(
            report.Source is "live" ? pattern.Pattern : null, pattern.Question, pattern.Uses, pattern.Judged, pattern.Agreed, pattern.Precision, pattern.Lower, pattern.Upper))],
        Curve = [.. report.Curve.Select(point => new RiskPoint(point.Threshold, point.Coverage, point.Risk, point.RiskUpperBound))],
        Risk = report.Guarantee.Risk,
        Threshold = report.Guarantee.Threshold,
        Fitted = [.. (report.Calibration?.Bins ?? []).Select(bin => new CalibrationPoint(bin.Fitted, bin.Right, bin.Count))],
        AsItIs = [.. (report.Calibration?.Bins ?? []).Select(bin => new CalibrationPoint(bin.Default, bin.Right, bin.Count))],
        FittedError = report.Calibration?.FittedError ?? 0,
        AsItIsError = report.Calibration?.DefaultError ?? 0,
        Worst = [.. report.WorstDisagreements.Select(Of)],
        Sample = [.. report.Sample.Select(Of)],
    };

    private static ShadowTierRow Of(ShadowTier tier) =>
        new(tier.Name, tier.Questions, tier.Share, tier.Judged, tier.Same, tier.Agreed, tier.Precision, tier.Lower, tier.Upper);

    private static ShadowExampleRow Of(ShadowExample example) =>
        new(example.At, example.Question, example.Reply, example.Answer, example.Would, example.Confidence, example.Agrees);
}
