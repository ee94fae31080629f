namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <param name="Id"><c>CN…</c></param>
/// <param name="Participants">The customers' numbers, E.164, sorted.</param>
public sealed record Conversation(
    string Id, string PhoneNumberId, IReadOnlyList<string> Participants, DateTimeOffset CreatedAt, TextMessage LastActivity);
