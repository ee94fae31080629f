namespace PatternFunctions.Insights;

/// <summary>A question of the past and what a person answered.</summary>
/// <param name="MessageId">The question's first message.</param>
/// <param name="Phone">The customer's; null if it is withheld.</param>
/// <param name="Name">The customer's, from the address book.</param>
/// <param name="At">When it was asked, UTC.</param>
public sealed record ReplayedPair(string MessageId, string? Phone, string? Name, string Question, string Answer, DateTimeOffset At);
