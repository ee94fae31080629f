using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Spectre.Console;

namespace PatternFunctions.Benchmarks;

/// <summary>Collects results: a line each as they come, at the end a table and a JSON file.</summary>
internal sealed class BenchmarkReport(string suite)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<BenchmarkResult> results = [];

    /// <param name="name">What was measured, from the general to the particular, with slashes.</param>
    /// <param name="value">In <paramref name="unit"/>.</param>
    /// <param name="unit">"%", "ms", "MB" …</param>
    /// <param name="reference">What it is compared with, in the same unit: a peer's value of this run, or a target.</param>
    public void Add(string name, double value, string unit, double? reference = null)
    {
        var result = new BenchmarkResult(name, Math.Round(value, 4), unit, reference, reference is > 0 ? Math.Round(value / reference.Value, 4) : null);
        results.Add(result);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.###} {unit}"));
    }

    /// <summary>How the cost grows with the size: an exponent, with half of its 95 % confidence interval.</summary>
    /// <param name="most">What it may be; 1 is in proportion.</param>
    public void AddSlope(string name, IReadOnlyCollection<(double Size, double Cost)> costs, double most)
    {
        var slope = Slope.Of(costs);
        Add($"{name}/exponent", slope.Exponent, "±" + slope.Margin.ToString("0.00", CultureInfo.InvariantCulture), most);
    }

    public double? Find(string name) => results.Find(result => result.Name == name)?.Value;

    public async Task FinishAsync(string? file, CancellationToken cancellationToken)
    {
        var table = new Table().AddColumns("name", "value", "unit", "reference", "ratio");
        foreach (var result in results)
        {
            table.AddRow(Markup.Escape(result.Name), Number(result.Value), result.Unit, Number(result.Reference), Number(result.Ratio));
        }

        AnsiConsole.Write(table);
        if (file is not null)
        {
            var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}";
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { suite, machine, results }, Json), cancellationToken);
        }
    }

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}

internal sealed record BenchmarkResult(string Name, double Value, string Unit, double? Reference, double? Ratio);
