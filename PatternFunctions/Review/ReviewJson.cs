using System.Text.Json.Serialization;

namespace PatternFunctions.Review;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QueueItem))]
[JsonSerializable(typeof(QueuePage))]
[JsonSerializable(typeof(ListQueueQuery))]
[JsonSerializable(typeof(ModifyRequest))]
[JsonSerializable(typeof(RejectRequest))]
public sealed partial class ReviewJson : JsonSerializerContext;

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, string? NextCursor);
