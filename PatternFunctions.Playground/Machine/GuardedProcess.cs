using System.Diagnostics;
using System.Text;

namespace PatternFunctions.Playground.Machine;

/// <summary>A server under guard.mjs: it ends when told to, and by itself when this process is gone.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Lock errorsGate = new();

    // removeFolder: the server's folder is deleted at the end, however this process ends.
    public GuardedProcess(
        string mode, string folder, bool removeFolder, IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? environment = null, Action<string>? onOutput = null)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Machine", "guard.mjs");
        var start = new ProcessStartInfo("node", [script, mode, folder, removeFolder ? "remove" : "keep", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Command.Start(start);
        process.OutputDataReceived += (_, line) => onOutput?.Invoke(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errorsGate)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    public string Errors
    {
        get
        {
            lock (errorsGate)
            {
                return errors.ToString();
            }
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
