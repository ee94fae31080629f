using System.Net;
using System.Text;
using System.Web;
using System.Xml.Linq;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace PatternFunctions.Tests.Support;

/// <summary>
/// The storage's queues on a simulated clock, behind the real client: who tests what time and order do to messages
/// takes them out, when they are due, in any order.
/// </summary>
internal sealed class SimulatedQueues(TimeProvider clock) : HttpMessageHandler
{
    private readonly List<Sent> sent = [];

    public DateTimeOffset? NextDue => sent.Count == 0 ? null : sent.Min(message => message.DueAt);

    public QueueServiceClient CreateClient() => new(
        $"DefaultEndpointsProtocol=http;AccountName=simulated;AccountKey={Convert.ToBase64String(new byte[32])};QueueEndpoint=http://127.0.0.1:1/simulated;",
        new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64, Transport = new HttpClientTransport(this) });

    public void Clear() => sent.Clear();

    /// <returns>One of the messages that are due, by the number drawn; null if there is none.</returns>
    public Sent? Take(int draw)
    {
        var due = sent.Where(message => message.DueAt <= clock.GetUtcNow()).ToList();
        var message = due.Count == 0 ? null : due[draw % due.Count];
        sent.Remove(message!);
        return message;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        Assert.Equal((HttpMethod.Post, "messages"), (request.Method, path[^1]));
        var text = XDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).Root!.Element("MessageText")!.Value;
        var delay = int.Parse(HttpUtility.ParseQueryString(request.RequestUri.Query)["visibilitytimeout"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        sent.Add(new Sent(path[^2], Convert.FromBase64String(text), now.AddSeconds(delay)));
        return new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = new StringContent(
                $"""<?xml version="1.0" encoding="utf-8"?><QueueMessagesList><QueueMessage><MessageId>m</MessageId><InsertionTime>{now:R}</InsertionTime><ExpirationTime>{now.AddDays(7):R}</ExpirationTime><PopReceipt>r</PopReceipt><TimeNextVisible>{now:R}</TimeNextVisible></QueueMessage></QueueMessagesList>""",
                Encoding.UTF8, "application/xml"),
        };
    }

    public sealed record Sent(string Queue, byte[] Body, DateTimeOffset DueAt);
}
