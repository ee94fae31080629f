using PatternFunctions.Conversations;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Conversations;

/// <remarks>
/// A list that was written without sight of the rules, and without what stands in opt-out.csv. At first sight 13 of its
/// 125 stops were missed and 12 of its 212 others mistaken, with 2 of 8 starts missed: with the texts that both lists
/// had, 5.8 % and 5.3 %. That is the estimate for texts nobody has thought of; the bounds below hold since the rules
/// were mended, and guard them.
/// </remarks>
public class UnseenOptOutTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<(string Label, string Text)> Texts = LabelledTexts.Read("opt-out-unseen.csv");

    [Fact]
    public void It_shares_no_text_with_the_list_that_the_rules_were_written_with()
    {
        var known = LabelledTexts.Read("opt-out.csv").Select(text => text.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.True(Texts.Count >= 300);
        Assert.DoesNotContain(Texts, text => known.Contains(text.Text));
    }

    [Theory]
    [InlineData("stop", 0.005)]
    [InlineData("none", 0.005)]
    [InlineData("start", 0.15)]
    public void Errors_stay_within_their_bounds(string label, double bound)
    {
        var labelled = Texts.Where(text => text.Label == label).Select(text => text.Text).ToList();

        var wrong = labelled.Where(text => OptOut.Classify(text) != Enum.Parse<OptOutRequest>(label, ignoreCase: true)).ToList();

        output.WriteLine($"{label}: {wrong.Count} of {labelled.Count} wrong: {string.Join(" | ", wrong)}");
        Assert.True(wrong.Count <= bound * labelled.Count);
    }

    [Fact]
    public void Nobody_is_started_again_by_mistake() =>
        Assert.DoesNotContain(Texts, text => text.Label != "start" && OptOut.Classify(text.Text) is OptOutRequest.Start);
}
