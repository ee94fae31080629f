using System.Globalization;
using PatternFunctions.Imports;

namespace PatternFunctions.Playground.Interactive;

/// <summary>Where an import stands, in a line.</summary>
internal static class ImportLine
{
    public static string Of(ImportState state)
    {
        // Pairing counts conversations, and grouping comparisons: only here is the rate of what is shown.
        var rate = state is { Status: "running", Phase: "loading" or "analysing", RatePerSecond: { } perSecond } ? string.Create(CultureInfo.InvariantCulture, $", {perSecond:0} a second") : "";
        var left = state is { Status: "running", SecondsLeft: >= 1 and { } seconds } ? $", {Span(TimeSpan.FromSeconds(seconds))} left" : "";
        return $"{(state.Status is "running" ? state.Phase : state.Status)}: {Amount(state)}{rate}{left}";
    }

    private static string Amount(ImportState state) => state.Phase switch
    {
        "loading" => string.Create(CultureInfo.InvariantCulture, $"{state.RowsRead} rows"),
        "pairing" => string.Create(CultureInfo.InvariantCulture, $"{state.Pairs} pairs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{state.Groups} groups"),
    };

    private static string Span(TimeSpan span) => span.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s");
}
