namespace PatternFunctions.Insights;

/// <param name="PhoneNumberId">OpenPhone's id of our line.</param>
/// <param name="CustomerPhone">Null in a group, or if the number is withheld.</param>
/// <param name="HumanUntil">Until then a person has the conversation.</param>
/// <param name="Messages">The newest 200, oldest first.</param>
public sealed record ConversationView(
    long Id, string PhoneNumberId, string? CustomerPhone, bool IsGroup, DateTimeOffset? HumanUntil, bool IsOptedOut, IReadOnlyList<MessageView> Messages);

/// <param name="Direction">incoming or outgoing.</param>
/// <param name="Sender">customer, operator, automation or system.</param>
/// <param name="UserId">OpenPhone's id of the person who wrote.</param>
/// <param name="UserName">That person's name, where an export of users has told it.</param>
public sealed record MessageView(
    string Id, string Direction, string Sender, string? UserId, string Text, int MediaCount, string Status, DateTimeOffset SentAt, string? UserName);
