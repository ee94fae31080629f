namespace PatternFunctions.Learning;

/// <summary>What a pattern may be about. The configuration may add types; it cannot take these away.</summary>
public static class PatternTypes
{
    public const string Booking = "booking";
    public const string TechIssue = "tech_issue";
    public const string Access = "access";
    public const string Faq = "faq";
    public const string GiftCards = "gift_cards";
    public const string Hours = "hours";
    public const string Membership = "membership";
    public const string General = "general";

    public static IReadOnlyList<string> Default { get; } =
        [Booking, TechIssue, Access, Faq, GiftCards, Hours, Membership, General];
}
