using System.Diagnostics;

namespace PatternFunctions.Tests.Infra;

/// <summary>What stands in scripts/, run as it is.</summary>
internal static class Scripts
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Bicep.Folder)!, "scripts");

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string script, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Folder, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
