using System.Text.Json.Serialization;

namespace PatternFunctions.Review;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QueueItem))]
[JsonSerializable(typeof(QueuePage))]
[JsonSerializable(typeof(ModifyRequest))]
[JsonSerializable(typeof(RejectRequest))]
public sealed partial class ReviewJson : JsonSerializerContext;

public sealed record QueuePage(IReadOnlyList<QueueItem> Items);
