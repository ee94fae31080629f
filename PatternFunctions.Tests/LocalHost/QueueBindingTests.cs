using Azure.Storage.Queues.Models;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class QueueBindingTests
{
    private const string Text = """{"messageId": "AC1", "text": "Wie spät ist es? ⛳"}""";

    [Fact]
    public async Task A_message_comes_in_the_form_that_the_parameter_asks_for()
    {
        var storage = await TestStorage.CreateAsync();
        foreach (var name in new[] { "text", "bytes", "binary", "json", "message" })
        {
            await (await TestQueue.CreateAsync(storage, name)).SendAsync(Text);
        }

        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        await using var host = await RunningHost.StartAsync(builder);

        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 5);
        Assert.Equal(
            [$"binary {Text}", $"bytes {Text}", "json AC1 Wie spät ist es? ⛳ Json", $"message {Text} 1", $"text {Text}"],
            host.Probe.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_an_encoding_the_text_is_taken_as_it_is()
    {
        var storage = await TestStorage.CreateAsync();
        await (await TestQueue.CreateAsync(storage, "text")).SendRawAsync("not Base64!");
        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:messageEncoding"] = "none";

        await using var host = await RunningHost.StartAsync(builder);

        await Eventually.HoldsAsync(() => !host.Probe.Seen.IsEmpty);
        Assert.Equal(["text not Base64!"], host.Probe.Seen);
    }

    [Fact]
    public void A_missing_connection_is_told_at_once()
    {
        var builder = RunningHost.Builder(typeof(OtherAccount));

        Assert.Contains("'OtherStorage'", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Text")]
        public void FromText([QueueTrigger("text")] string text) => probe.See($"text {text}");

        [Function("Bytes")]
        public void FromBytes([QueueTrigger("bytes")] byte[] bytes) => probe.See($"bytes {System.Text.Encoding.UTF8.GetString(bytes)}");

        [Function("Binary")]
        public void FromBinary([QueueTrigger("binary")] BinaryData data) => probe.See($"binary {data}");

        [Function("Json")]
        public async Task FromJsonAsync([QueueTrigger("json")] Note note, FunctionContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            probe.See($"json {note.MessageId} {note.Text} {context.FunctionDefinition.Name}");
        }

        [Function("Message")]
        public void FromMessage([QueueTrigger("message")] QueueMessage message) => probe.See($"message {message.MessageText} {message.DequeueCount}");
    }

    public static class OtherAccount
    {
        [Function("Other")]
        public static void Run([QueueTrigger("text", Connection = "OtherStorage")] string text)
        {
        }
    }

    public sealed record Note
    {
        public required string MessageId { get; init; }

        public required string Text { get; init; }
    }
}
