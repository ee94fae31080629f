using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class RuleBasedAnalyserTests
{
    [Fact]
    public async Task Values_of_the_customer_become_variables()
    {
        var proposal = await ProposeAsync("hey\nis bay 2 available tomorrow at 7 PM?", "Hi Kim, bay 2 is available tomorrow at 7pm, please book online.\n- Mike", "Kim Osei");

        Assert.Equal("Hi {{customer_first_name|there}}, bay {{bay_number}} is available {{booking_date}} at {{booking_time}}, please book online.", proposal.ResponseTemplate);
        Assert.Equal("is bay 2 available tomorrow at 7 PM?", proposal.CanonicalQuestion);
        Assert.Equal(["customer_first_name", "bay_number", "booking_date", "booking_time"], proposal.Variables.Select(variable => variable.Name));
        Assert.Equal(["check_availability"], proposal.RequiredActions);
        Assert.Equal("rules@2", proposal.CreatedFrom);
    }

    [Fact]
    public async Task A_fact_of_the_business_stays_one()
    {
        var proposal = await ProposeAsync("are you open sunday?", "We are open sunday 10 to 6.", null);

        Assert.Equal("We are open sunday 10 to 6.", proposal.ResponseTemplate);
        Assert.Equal("hours", proposal.PatternType);
    }

    [Theory]
    [InlineData("Is there a dress code?", "No dress code, just clean shoes please.", "faq")]
    [InlineData("do you have a promo code for students", "Students get 10% with the promo code on the poster in the lobby.", "faq")]
    [InlineData("whats the door code thing, it wont open", "Hold your phone to the reader beside the door until it beeps.", "access")]
    [InlineData("is there a key for the washroom?", "The washroom key hangs beside the front desk.", "access")]
    [InlineData("How do I use a gift code?", "Enter it in the last step when you check out online.", "gift_cards")]
    public async Task A_question_has_the_type_of_what_it_is_about(string question, string answer, string type) =>
        Assert.Equal(type, (await ProposeAsync(question, answer, null)).PatternType);

    [Fact]
    public async Task A_name_leaves_the_question()
    {
        var proposal = await ProposeAsync("Hi, I'm Sarah Miller, I'd like to know if there is parking. Call me on 555-555-0142", "Yes, there is parking behind the building.", "Sarah Miller");

        Assert.Equal("I'd like to know if there is parking. Call me on", proposal.CanonicalQuestion);
        Assert.DoesNotContain("sarah", proposal.Keywords);
    }

    [Fact]
    public async Task A_door_code_is_never_learned()
    {
        var outcome = await new RuleBasedAnalyser().AnalyseAsync(
            new AnalysisRequest { CustomerMessage = "how do we get into the building?", OperatorReply = "Use the front door, the code is 4821#." }, CancellationToken.None);

        Assert.Contains(Assert.IsType<Refused>(outcome).Reasons, reason => reason.Code is RefusalCode.AccessCode);
    }

    [Fact]
    public async Task Only_configured_types_are_given()
    {
        var request = new AnalysisRequest { CustomerMessage = "is there parking?", OperatorReply = "Yes, behind the building.", PatternTypes = ["repairs", "other"] };

        var outcome = await new RuleBasedAnalyser().AnalyseAsync(request, CancellationToken.None);

        Assert.Equal("other", Assert.IsType<Proposed>(outcome).Proposal.PatternType);
    }

    private static async Task<PatternProposal> ProposeAsync(string question, string answer, string? customer)
    {
        var outcome = await new RuleBasedAnalyser().AnalyseAsync(
            new AnalysisRequest { CustomerMessage = question, OperatorReply = answer, CustomerName = customer }, CancellationToken.None);
        return Assert.IsType<Proposed>(outcome).Proposal;
    }
}
