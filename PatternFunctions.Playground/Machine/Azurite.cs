using System.Globalization;
using System.Text.RegularExpressions;

namespace PatternFunctions.Playground.Machine;

/// <summary>Azure Storage's emulator on free loopback ports.</summary>
public sealed partial class Azurite : IAsyncDisposable
{
    public const string DefaultAccount = "devstoreaccount1";

    /// <summary>The emulator's key is public: it protects nothing and is the same everywhere.</summary>
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Dictionary<string, int> ports = [];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GuardedProcess server;

    private Azurite(string tools, AzuriteOptions options)
    {
        Folder = options.Folder ?? Directory.CreateTempSubdirectory("patternfunctions-azurite-").FullName;
        string[] command =
        [
            Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js"),
            "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--disableProductStyleUrl",
            .. Listen("blob"), .. Listen("queue"), .. Listen("table"),
            .. options.Folder is null ? ["--inMemoryPersistence"] : new[] { "--location", Folder },
        ];
        var accounts = string.Join(';', options.Accounts.Prepend(DefaultAccount).Select(name => $"{name}:{AccountKey}"));
        server = new GuardedProcess(
            "azurite", Folder, removeFolder: options.Folder is null, command,
            new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = accounts }, OnOutput);
    }

    internal string Folder { get; }

    public static async Task<Azurite> StartAsync(string tools, AzuriteOptions options, CancellationToken cancellationToken)
    {
        if (options.Folder is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var azurite = new Azurite(tools, options);
        var exited = azurite.server.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(azurite.listening.Task, exited).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken) == exited)
        {
            var errors = azurite.server.Errors;
            await azurite.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new SetupException($"Azurite did not start:\n{Command.Tail(errors)}");
        }

        return azurite;
    }

    public string ConnectionString(string account = DefaultAccount) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{ports["Blob"]}/{account};QueueEndpoint=http://127.0.0.1:{ports["Queue"]}/{account};TableEndpoint=http://127.0.0.1:{ports["Table"]}/{account};");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string[] Listen(string service) => [$"--{service}Host", "127.0.0.1", $"--{service}Port", "0"];

    private void OnOutput(string line)
    {
        if (ListeningLine().Match(line) is { Success: true } match)
        {
            ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            if (ports.Count == 3)
            {
                listening.TrySetResult();
            }
        }
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex ListeningLine();
}
