using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class TemplateValuesTests
{
    [Theory]
    [InlineData("bay 3 is frozen", "bay_number", "3")]
    [InlineData("the screen in Bay #12 is black", "bay_number", "12")]
    [InlineData("simulator number 4 wont start", "bay_number", "4")]
    [InlineData("bays 3 and 4", "bay_number", null)]
    [InlineData("bay 3 or bay 4?", "bay_number", null)]
    [InlineData("bay 3, yes bay 3", "bay_number", "3")]
    [InlineData("room 7pm", "bay_number", null)]
    [InlineData("can I come at 7pm", "booking_time", "7pm")]
    [InlineData("can I come at 7:30 PM?", "booking_time", "7:30 PM")]
    [InlineData("19:30 works?", "booking_time", "19:30")]
    [InlineData("around noon", "booking_time", "noon")]
    [InlineData("7-9pm", "booking_time", null)]
    [InlineData("7 to 9pm", "booking_time", null)]
    [InlineData("7pm or 8pm", "booking_time", null)]
    [InlineData("at 7", "booking_time", null)]
    [InlineData("free tomorrow?", "booking_date", "tomorrow")]
    [InlineData("Friday please", "booking_date", "Friday")]
    [InlineData("Nov 12 please", "booking_date", "Nov 12")]
    [InlineData("friday or saturday", "booking_date", null)]
    [InlineData("a party of 6", "party_size", "6")]
    [InlineData("there are 4 of us", "party_size", "4")]
    [InlineData("hello", "party_size", null)]
    public void The_message_says_one_thing_or_nothing(string message, string variable, string? expected) =>
        Assert.Equal(expected, TemplateValues.For(TemplateVariables.BuiltIn, message, null).GetValueOrDefault(variable));

    [Theory]
    [InlineData("Sarah Connor", "Sarah Connor", "Sarah")]
    [InlineData("sarah", "sarah", "sarah")]
    [InlineData("Anne-Marie O’Neil", "Anne-Marie O’Neil", "Anne-Marie")]
    [InlineData("王伟", "王伟", "王伟")]
    [InlineData("Dr. Jones", "Dr. Jones", null)]
    [InlineData("J", "J", null)]
    [InlineData("Bob (owes 40)", null, null)]
    [InlineData("+15555550123", null, null)]
    [InlineData("{{location}}", null, null)]
    [InlineData("Eve\u202E", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_contact_gives_a_name_only_if_it_is_one(string? contact, string? full, string? first)
    {
        var values = TemplateValues.For(TemplateVariables.BuiltIn, "hello", contact);

        Assert.Equal(full, values.GetValueOrDefault(TemplateVariables.CustomerName));
        Assert.Equal(first, values.GetValueOrDefault(TemplateVariables.CustomerFirstName));
    }

    [Theory]
    [InlineData("is the bedford one open", "Bedford")]
    [InlineData("bedford or dartmouth?", null)]
    [InlineData("the old bedfordshire", null)]
    public void A_location_is_one_of_the_list(string message, string? expected) =>
        Assert.Equal(expected, TemplateValues.For([TemplateVariables.Locations(["Bedford", "Dartmouth"])], message, null).GetValueOrDefault("location"));

    [Fact]
    public void A_fact_is_what_an_admin_entered() =>
        Assert.Equal("https://club.example/book", TemplateValues.For([TemplateVariable.Fact("booking_link", "https://club.example/book", "Where to book")], "hi", null)["booking_link"]);
}
