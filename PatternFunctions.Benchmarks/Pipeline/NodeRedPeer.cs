using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>Node-RED with a flow of the same webhook: look the answer up, keep it, say yes. It verifies, remembers and guards nothing.</summary>
internal sealed class NodeRedPeer : IAsyncDisposable
{
    private readonly GuardedProcess process;

    private NodeRedPeer(GuardedProcess process, Uri webhook) => (this.process, Webhook) = (process, webhook);

    public Uri Webhook { get; }

    public static async Task<NodeRedPeer> StartAsync(DecisionBase work, CancellationToken cancellationToken)
    {
        var folder = await NodePackages.InstallAsync("NodeRed", cancellationToken);
        await work.Source.Command("""
            CREATE TABLE flow_decisions (message_id text PRIMARY KEY, pattern_id bigint, response text, created_at timestamptz NOT NULL DEFAULT now())
            """).ExecuteAsync(cancellationToken);
        var port = FreePort();
        var process = new GuardedProcess(
            "postgres", folder, removeFolder: false, ["node", Path.Combine(folder, "node_modules", "node-red", "red.js"), "-u", folder, "-s", Path.Combine(folder, "settings.cjs")],
            new Dictionary<string, string>
            {
                ["FLOW_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["FLOW_DATABASE"] = JobPeers.Address(work.ConnectionString),
            });
        var peer = new NodeRedPeer(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/webhook")));
        using var customers = new Customers([peer.Webhook], connections: 1);
        while (true)
        {
            try
            {
                await customers.SendAsync(peer.Webhook, CustomerTexts.Make(0, 1), cancellationToken);
                return peer;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
