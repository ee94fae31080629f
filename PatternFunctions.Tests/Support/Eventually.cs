using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PatternFunctions.Tests.Support;

/// <summary>Waits for a condition, however long a slow machine takes, within reason.</summary>
public static class Eventually
{
    private static readonly TimeSpan ordinary = TimeSpan.FromSeconds(60);

    public static Task HoldsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        HoldsAsync(() => Task.FromResult(condition()), text);

    public static Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        HoldsAsync(ordinary, condition, text);

    public static async Task HoldsAsync(
        TimeSpan patience, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < patience, $"Still not so after {patience.TotalSeconds} s: {text}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
