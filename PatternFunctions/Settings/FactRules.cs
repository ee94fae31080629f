using System.Text.RegularExpressions;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Settings;

/// <summary>What a fact's value may be. It goes out to customers as it stands.</summary>
public static partial class FactRules
{
    public const string Text = "text";
    public const string Link = "link";
    public const string Price = "price";
    public const string Phone = "phone";
    public const string Hours = "hours";

    /// <returns>What is wrong, as a sentence without the value; null if it can be used.</returns>
    public static string? ProblemOf(string name, string kind, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return !TemplateRules.IsFact(name, "x") ? "The name must be lower-case letters, digits and underscores, and not that of another variable."
            : !TemplateRules.IsFact(name, value) ? "The value must be 1 to 500 characters of plain text, without braces and hidden characters."
            : kind switch
            {
                Link => IsLink(value) ? null : "It must be a web address, such as https://club.example/book.",
                Price => PricePattern().IsMatch(value) ? null : "It must be an amount with its currency, such as $45 or 45 USD an hour.",
                Phone => PhoneNumber.IsE164(PhoneNumber.Canonicalise(value)) ? null : "It must be a phone number.",
                Hours => HoursPattern().IsMatch(value) ? null : "It must say times, such as 9am to 10pm every day.",
                Text => null,
                _ => "The kind must be text, link, price, phone or hours.",
            };
    }

    /// <summary>Secure, or without a scheme as people write it; never with a user's name in it.</summary>
    private static bool IsLink(string value) =>
        !value.Any(char.IsWhiteSpace)
        && Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : $"https://{value}", UriKind.Absolute, out var link)
        && link is { Scheme: "https" or "http", UserInfo: "" } && link.Host.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex(@"\A(?:[A-Z]{0,3}\p{Sc}\s?\d[\d.,]*|\d[\d.,]*\s?(?:\p{Sc}|USD|CAD|EUR|GBP|AUD|dollars?|euros?|pounds?))(?:\s?(?:/|per|an?|each|plus)\s?[\p{L} ]{0,30})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PricePattern();

    [GeneratedRegex(@"\d|\b(?:closed|noon|midnight)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HoursPattern();
}
