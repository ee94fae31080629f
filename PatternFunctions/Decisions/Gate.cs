using System.Globalization;

namespace PatternFunctions.Decisions;

/// <summary>One condition of an automatic reply, as it was found.</summary>
/// <param name="Name">Stable, snake_case.</param>
/// <param name="Ok">Whether it lets an automatic reply through.</param>
/// <param name="Value">What was found.</param>
/// <param name="Required">What is needed.</param>
/// <param name="Sentence">Both, for people.</param>
public sealed record Gate(string Name, bool Ok, string Value, string Required, string Sentence)
{
    internal static Gate Flag(string name, bool ok, string open, string shut) =>
        new(name, ok, ok ? "yes" : "no", "yes", ok ? open : shut);

    internal static Gate None(string name, bool known, IReadOnlyList<string> found, string open, string shut) =>
        new(
            name,
            known && found.Count == 0,
            !known ? "unknown" : found.Count == 0 ? "none" : string.Join(", ", found),
            "none",
            !known ? "There is no pattern." : found.Count == 0 ? open : $"{shut} {string.Join(", ", found)}.");

    internal static Gate OneOf(string name, string? type, IReadOnlyList<string> allowed)
    {
        var ok = allowed.Any(entry => entry.Equals("all", StringComparison.OrdinalIgnoreCase) || entry.Equals(type, StringComparison.OrdinalIgnoreCase));
        return new(
            name, ok, type ?? "none", allowed.Count == 0 ? "none" : $"one of {string.Join(", ", allowed)}",
            ok ? "A pattern of this type may answer by itself." : $"Patterns of this type never answer by themselves: {type ?? "none"}.");
    }

    internal static Gate AtLeast(string name, decimal value, decimal required, string what) =>
        Compare(name, value >= required, value, required, "at least", what);

    internal static Gate AtMost(string name, decimal value, decimal required, string what) =>
        Compare(name, value <= required, value, required, "at most", what);

    internal static Gate Below(string name, decimal value, decimal required, string what) =>
        Compare(name, value < required, value, required, "below", what);

    internal static Gate Compare(string name, bool ok, decimal value, decimal required, string relation, string what) =>
        new(name, ok, Show(value), $"{relation} {Show(required)}", $"{what}: {Show(value)}, {(ok ? "" : "not ")}{relation} {Show(required)}.");

    /// <summary>Cut off, not rounded: 0.94999 must not be shown as a 0.95 that is not at least 0.95.</summary>
    internal static string Show(decimal value) =>
        Math.Round(value, 4, MidpointRounding.ToZero).ToString("0.####", CultureInfo.InvariantCulture);
}
