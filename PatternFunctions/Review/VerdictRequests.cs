using System.ComponentModel.DataAnnotations;
using PatternFunctions.Learning;

namespace PatternFunctions.Review;

/// <param name="Response">What the customer gets; without blanks.</param>
public sealed record ModifyRequest([property: Required, MaxLength(Template.MaxLength)] string? Response);

/// <param name="Reason">Why, for those who look at the pattern later.</param>
public sealed record RejectRequest([property: MaxLength(500)] string? Reason);
