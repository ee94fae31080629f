using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>What a pattern may be about. The configuration may add types; it cannot take these away.</summary>
public static partial class PatternTypes
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

    /// <summary>How a type of the business's own is written; "all" means every type in other settings.</summary>
    public static bool IsName(string text) => text is not "all" && NamePattern().IsMatch(text);

    /// <returns>The built-in types, then the business's own.</returns>
    public static IReadOnlyList<string> With(IEnumerable<string> own) => [.. Default.Concat(own).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{1,39}\z")]
    private static partial Regex NamePattern();
}
