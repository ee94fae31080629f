using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class ProposalValidatorTests
{
    public static TheoryData<string> Names => [.. AdversarialProposal.All.Select(proposal => proposal.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_operator_did_not_write_is_refused(string name)
    {
        var adversarial = AdversarialProposal.All.Single(proposal => proposal.Name == name);

        var refusals = ProposalValidator.Check(adversarial.Request, adversarial.Proposal);

        var codes = refusals.Select(refusal => refusal.Code.ToString()).ToHashSet();
        Assert.True(
            adversarial.Codes.Count == 0 ? codes.Count == 0 : adversarial.Codes.All(codes.Contains),
            $"{string.Join(", ", refusals)} for: {adversarial.Template}");
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(AdversarialProposal.All.Count(proposal => proposal.Codes.Count > 0) >= 150);

    [Fact]
    public void Every_reason_of_the_validator_is_tried()
    {
        RefusalCode[] ofTheModel = [RefusalCode.ContentFiltered, RefusalCode.ModelDeclined, RefusalCode.AnswerMalformed];

        var tried = AdversarialProposal.All.SelectMany(proposal => proposal.Codes).Select(Enum.Parse<RefusalCode>);

        Assert.Equal(Enum.GetValues<RefusalCode>().Except(ofTheModel).Order(), tried.Distinct().Order());
    }

    [Fact]
    public void A_finding_points_into_the_field_that_it_names()
    {
        const string Template = "There is free parking. Call 555-555-0199!";

        var refusal = ProposalValidator.Check(
                new AnalysisRequest { CustomerMessage = "is there parking?", OperatorReply = "There is free parking." },
                new PatternProposal
                {
                    PatternType = "faq",
                    Keywords = ["parking"],
                    CanonicalQuestion = "Is there parking?",
                    ResponseTemplate = Template,
                    Variables = [],
                    RequiredActions = [],
                    CreatedFrom = "test",
                })
            .Single(refusal => refusal.Code is RefusalCode.InventedContact);

        Assert.Equal(ProposalField.ResponseTemplate, refusal.Field);
        Assert.Equal("555-555-0199", Template.Substring(refusal.Position, refusal.Length));
    }
}
