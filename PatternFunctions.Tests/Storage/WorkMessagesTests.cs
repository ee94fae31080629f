using System.Text.Json;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Storage;

public sealed class WorkMessagesTests
{
    [Fact]
    public void An_events_body_takes_hardly_more_room_in_its_message_than_by_itself()
    {
        const string body = """{"text":"Ça va? \"<b>yes</b>\" + 'no' & 明日","from":"+15555550123"}""";

        var message = WorkQueues.SerialiseWork(new ReceivedEvent { ReceivedAt = DateTimeOffset.UnixEpoch, Body = body });

        using var json = JsonDocument.Parse(message);
        var written = json.RootElement.GetProperty(nameof(ReceivedEvent.Body));
        Assert.Equal(body, written.GetString());
        Assert.Equal($"\"{body.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", written.GetRawText());
    }
}
