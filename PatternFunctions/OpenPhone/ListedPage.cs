namespace PatternFunctions.OpenPhone;

/// <param name="Items">May be empty before the end.</param>
/// <param name="NextPageToken">Null at the end.</param>
public sealed record ListedPage<T>(IReadOnlyList<T> Items, string? NextPageToken);

/// <param name="PhoneNumberId">PN…</param>
/// <param name="Participants">Of the other side: E.164, short codes, or what stands for a number that was withheld.</param>
public sealed record ListedConversation(string PhoneNumberId, IReadOnlyList<string> Participants);
