using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatternFunctions.Storage;

[JsonSerializable(typeof(ReceivedEvent))]
[JsonSerializable(typeof(InboundMessage))]
[JsonSerializable(typeof(OperatorReply))]
[JsonSerializable(typeof(OutboundReply))]
[JsonSerializable(typeof(ImportWork))]
public sealed partial class WorkJson : JsonSerializerContext
{
    /// <summary>Escapes what JSON must: an event's quotation marks and other languages' letters would else take up to six bytes each of a message's 48 KB.</summary>
    public static WorkJson Compact { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
