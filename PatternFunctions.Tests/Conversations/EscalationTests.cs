using System.Text.Json;
using PatternFunctions.Conversations;
using PatternFunctions.Settings;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Conversations;

/// <remarks>As with the opt-outs, the rules were written along with the list: its figures guard against steps back.</remarks>
public class EscalationTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<(string Label, string Text)> Texts = LabelledTexts.Read("escalation.csv");

    [Fact]
    public void Hardly_a_call_for_a_person_is_missed()
    {
        var calls = Texts.Where(text => text.Label != "none").ToList();
        var missed = calls.Where(call => !Labels(call.Text).Contains(call.Label)).ToList();

        output.WriteLine($"{calls.Count} texts. Missed: {missed.Count}: {string.Join(" | ", missed)}");
        Assert.True(missed.Count <= calls.Count * 0.01);
    }

    [Fact]
    public void Ordinary_questions_seldom_call_one()
    {
        var ordinary = Texts.Where(text => text.Label == "none").ToList();
        var found = ordinary.Where(text => Labels(text.Text).Count > 0).ToList();

        output.WriteLine($"{ordinary.Count} texts. Found: {found.Count}: {string.Join(" | ", found.Select(text => $"{text.Text} → {string.Join(",", Labels(text.Text))}"))}");
        Assert.True(found.Count <= ordinary.Count * 0.03);
    }

    [Fact]
    public void The_gravest_reason_comes_first()
    {
        Assert.Equal(
            [EscalationKind.Injury, EscalationKind.Legal, EscalationKind.Anger, EscalationKind.WantsHuman],
            Escalation.Find("This is ridiculous, he is bleeding, I will sue you, get me a human", LearningConfig.Defaults));
    }

    [Theory]
    [InlineData("The owl is in bay 2", true)]
    [InlineData("THE OWL!", true)]
    [InlineData("owls everywhere", false)]
    [InlineData("towel please", false)]
    [InlineData("is there a red light", true)]
    [InlineData("bored lights", false)]
    [InlineData("Füße nass", true)]
    public void The_business_s_own_keywords_are_found_as_whole_words(string text, bool found)
    {
        var config = LearningConfig.From(new Dictionary<string, string?> { ["escalation_keywords"] = "owl, Red Light, FÜSSE, füße" });

        Assert.Equal(found, Escalation.Find(text, config).Contains(EscalationKind.Keyword));
    }

    [Theory]
    [InlineData("is there a refund?", "refund")]
    [InlineData("What about refundable rates", null)]
    [InlineData("it's an Emergency", "emergency")]
    [InlineData("", null)]
    public void Topics_never_answered_automatically_are_found_by_their_words(string text, string? topic)
    {
        Assert.Equal(topic, Escalation.NeverAutoTopic(text, LearningConfig.Defaults));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀")]
    [InlineData("\uD800 lone")]
    public void Any_text_can_be_searched(string text)
    {
        Assert.Empty(Escalation.Find(text, LearningConfig.Defaults));
    }

    private static List<string> Labels(string text) =>
        [.. Escalation.Find(text, LearningConfig.Defaults).Select(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))];
}
