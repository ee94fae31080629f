namespace PatternFunctions.Tests.Support;

/// <summary>Campaigns have a short form for every run and their full form behind <c>PATTERNS_LONG_TESTS=1</c>.</summary>
internal static class LongTests
{
    /// <summary>The trait's name and value, by which the full forms can be run alone.</summary>
    public const string Trait = "Category";
    public const string Long = "Long";

    public static bool AreAsked => Environment.GetEnvironmentVariable("PATTERNS_LONG_TESTS") is "1";
}
