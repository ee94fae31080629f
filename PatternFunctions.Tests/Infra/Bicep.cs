using System.Diagnostics;
using System.Reflection;

namespace PatternFunctions.Tests.Infra;

/// <summary>The Bicep compiler; it needs no network.</summary>
internal static class Bicep
{
    public static string Folder { get; } = FindFolder();

    private static string Program { get; } = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;

    /// <returns>What it printed: the compiled text, and the complaints about it.</returns>
    public static async Task<(string Output, string Complaints)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"bicep {string.Join(' ', arguments)}: {process.ExitCode}\n{await complaints}{await output}");
        return (await output, await complaints);
    }

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PatternFunctions.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return Path.Combine(folder, "infra");
    }
}
