using System.Diagnostics;

namespace PatternFunctions.Benchmarks.Start;

/// <summary>A program of .NET that says where it listens.</summary>
/// <param name="path">Of the webhook.</param>
internal sealed class StartedProcess(string[] arguments, Dictionary<string, string> environment, string path)
{
    private const string Said = "Now listening on: ";

    /// <summary>As a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Began { get; private set; }

    /// <param name="use">Of the webhook's address, and of what reads the memory in megabytes.</param>
    public async Task<T> RunAsync<T>(Func<Uri, Func<double>, Task<T>> use)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        Began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.IndexOf(Said, StringComparison.Ordinal) is >= 0 and var at)
                {
                    // Read on, so that it never waits for us.
                    _ = process.StandardOutput.ReadToEndAsync();
                    return await use(new Uri(new Uri(line[(at + Said.Length)..].Trim()), path), () =>
                    {
                        process.Refresh();
                        return process.WorkingSet64 / 1e6;
                    });
                }
            }

            throw new InvalidOperationException($"{arguments[0]} ended before it listened.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
