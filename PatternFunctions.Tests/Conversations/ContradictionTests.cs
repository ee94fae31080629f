using System.Text.Json;
using PatternFunctions.Conversations;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Conversations;

public class ContradictionTests(ITestOutputHelper output)
{
    private const string Question = "What time do you open on Sunday?";

    private static readonly IReadOnlyList<(string Label, string Text)> Texts = LabelledTexts.Read("contradiction.csv");

    [Fact]
    public void The_labelled_texts_are_told_apart()
    {
        var wrong = Texts.Where(text => JsonNamingPolicy.SnakeCaseLower.ConvertName(Contradiction.Classify(text.Text, Question).ToString()) != text.Label).ToList();

        output.WriteLine($"{Texts.Count} texts. Missed: {string.Join(" | ", wrong.Select(text => $"{text} → {Contradiction.Classify(text.Text, Question)}"))}");
        Assert.True(wrong.Count <= Texts.Count * 0.02);
    }

    [Fact]
    public void An_honest_repeat_of_a_short_answer_contradicts_nothing()
    {
        Assert.Equal(ContradictionKind.None, Contradiction.Classify("yes", "yes"));
        Assert.Equal(ContradictionKind.None, Contradiction.Classify("ok", "Ok!"));
    }
}
