using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+15555550123", "+15555550123")]
    [InlineData(" +1 (555) 555-0123 ", "+15555550123")]
    [InlineData("+1.800.555.0100", "+18005550100")]
    [InlineData("18005550100", "+18005550100")]
    [InlineData("(800) 555-0100", "+18005550100")]
    [InlineData("5555550123", "5555550123")]
    [InlineData("72345", "72345")]
    [InlineData("FLOWERS4U", "FLOWERS4U")]
    [InlineData("1-800-FLOWERS", "1-800-FLOWERS")]
    [InlineData("Anonymous", "Anonymous")]
    [InlineData("+0000000000", "+0000000000")]
    [InlineData("+----------", "+----------")]
    [InlineData("", "")]
    public void A_number_has_one_spelling_and_all_else_stays(string value, string expected) =>
        Assert.Equal(expected, PhoneNumber.Canonicalise(value));

    [Theory]
    [InlineData("anonymous", true)]
    [InlineData("Restricted ", true)]
    [InlineData("", true)]
    [InlineData("+15555550123", false)]
    [InlineData("72345", false)]
    public void A_withheld_number_is_known_as_such(string value, bool expected) =>
        Assert.Equal(expected, PhoneNumber.IsWithheld(value));
}
