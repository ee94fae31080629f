using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PatternFunctions.Playground.Machine;

/// <summary>One command, run to its end.</summary>
internal static class Command
{
    /// <returns>The standard output.</returns>
    /// <exception cref="SetupException">It could not be started, or ended with an error.</exception>
    public static async Task<string> RunAsync(
        string file, IEnumerable<string> arguments, string? workingDirectory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = workingDirectory ?? string.Empty,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };

        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var (said, complained) = (await output, await error);
        return process.ExitCode == 0
            ? said
            : throw new SetupException(string.Create(
                CultureInfo.InvariantCulture,
                $"`{file} {string.Join(' ', start.ArgumentList)}` ended with {process.ExitCode}:\n{Tail(complained + said)}"));
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new SetupException($"{start.FileName} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new SetupException($"{start.FileName} cannot be started: {exception.Message}", exception);
        }
    }

    public static string Tail(string text) => string.Join('\n', text.Trim().Split('\n').TakeLast(15));
}
