using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatternFunctions.OpenPhone;

internal sealed record SendPayload(string From, IReadOnlyList<string> To, string Content);

internal sealed record MessagePayload
{
    public string? Id { get; init; }

    public string? From { get; init; }

    public IReadOnlyList<string>? To { get; init; }

    public string? Text { get; init; }

    public string? PhoneNumberId { get; init; }

    public string? ConversationId { get; init; }

    public string? Direction { get; init; }

    public string? UserId { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Only the versioned API tells of it.</summary>
    public IReadOnlyList<JsonElement>? Media { get; init; }

    public ListedMessage? ToListedMessage() => Id is null || CreatedAt is null || Direction is not ("incoming" or "outgoing")
        ? null
        : new ListedMessage
        {
            MessageId = Id,
            Direction = Direction is "incoming" ? MessageDirection.Incoming : MessageDirection.Outgoing,
            Status = MessageStatuses.Parse(Status),
            Text = Text ?? "",
            From = PhoneNumber.Canonicalise(From ?? ""),
            To = [.. (To ?? []).Select(PhoneNumber.Canonicalise)],
            PhoneNumberId = PhoneNumberId,
            ConversationId = ConversationId,
            UserId = UserId,
            SentAt = CreatedAt.Value.ToUniversalTime(),
            MediaCount = Media?.Count ?? 0,
        };
}

/// <summary>The rest of the answer is not needed, so it may be of any shape.</summary>
internal sealed record AcceptedPayload(string? Id, string? ConversationId);

internal sealed record AcceptedAnswer(AcceptedPayload? Data);

internal sealed record MessageAnswer(MessagePayload? Data);

internal sealed record MessageListAnswer(IReadOnlyList<MessagePayload>? Data, string? NextPageToken);

internal sealed record WorkspaceMessagesAnswer(IReadOnlyList<MessagePayload>? Data, string? NextCursor);

internal sealed record PhoneNumberPayload(string? Id, string? Number);

internal sealed record PhoneNumberListAnswer(IReadOnlyList<PhoneNumberPayload>? Data);

internal sealed record ConversationPayload(string? Id, string? PhoneNumberId, IReadOnlyList<string>? Participants, DateTimeOffset? LastActivityAt);

internal sealed record ConversationListAnswer(IReadOnlyList<ConversationPayload>? Data, string? NextPageToken);

internal sealed record ErrorAnswer
{
    public string? Message { get; init; }

    public string? Code { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Of a validation error: what is wrong with which field, often with its value.</summary>
    public JsonElement Errors { get; init; }

    public bool HasErrors => Errors.ValueKind is JsonValueKind.Array && Errors.GetArrayLength() > 0;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(StorableTextConverter)])]
[JsonSerializable(typeof(SendPayload))]
[JsonSerializable(typeof(AcceptedAnswer))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MessageListAnswer))]
[JsonSerializable(typeof(WorkspaceMessagesAnswer))]
[JsonSerializable(typeof(PhoneNumberListAnswer))]
[JsonSerializable(typeof(ConversationListAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
