namespace PatternFunctions.Review;

/// <param name="Response">What the customer gets: 1 to 1600 characters, without blanks.</param>
public sealed record ModifyRequest(string? Response);

/// <param name="Reason">Why, for those who look at the pattern later; at most 500 characters.</param>
public sealed record RejectRequest(string? Reason);
