using System.Text.Json.Serialization;

namespace PatternFunctions.Storage;

[JsonSerializable(typeof(ReceivedEvent))]
[JsonSerializable(typeof(InboundMessage))]
[JsonSerializable(typeof(OperatorReply))]
[JsonSerializable(typeof(OutboundReply))]
[JsonSerializable(typeof(ImportWork))]
public sealed partial class WorkJson : JsonSerializerContext;
