using System.Globalization;

namespace PatternFunctions.Playground.Scenario;

/// <summary>Something that a time has to pass for.</summary>
/// <param name="Function">What the app runs then.</param>
/// <param name="Input">The function's queue message; empty for a timer.</param>
/// <param name="DueAt">UTC.</param>
internal sealed record WaitingWork(string Function, string Input, DateTimeOffset DueAt)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Function} {Input} due at {DueAt:u}");
}
