using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PatternFunctions.Tests.Support;

/// <summary>A request byte by byte, as no decent client would send it.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient client = new();

    private RawRequest()
    {
    }

    public static async Task<RawRequest> OpenAsync(Uri address, string head)
    {
        var request = new RawRequest();
        await request.client.ConnectAsync(address.Host, address.Port);
        await request.SendAsync(Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n")));
        return request;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await client.GetStream().WriteAsync(bytes);

    /// <returns>The status; null if the server has hung up without one.</returns>
    public async Task<int?> StatusAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1, leaveOpen: true);
            return await reader.ReadLineAsync(patience.Token) is { Length: > 12 } line
                ? int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
