using System.Reflection;
using PatternFunctions.Conversations;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Conversations;

public sealed class WordingFilterTests
{
    /// <summary>Every wording that there is.</summary>
    private static readonly IReadOnlyList<(string Name, Wording Wording)> wordings =
    [
        .. from type in typeof(Wording).Assembly.GetTypes()
           where type.Namespace == typeof(Wording).Namespace
           from property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where property.PropertyType == typeof(Wording)
           select ($"{type.Name}.{property.Name}", (Wording)property.GetValue(null)!),
    ];

    private static readonly string[] lists = ["opt-out.csv", "opt-out-unseen.csv", "escalation.csv", "contradiction.csv"];

    [Fact]
    public void A_text_is_judged_as_without_the_filter()
    {
        Assert.True(wordings.Count > 10);
        var random = new Random(20_260_302);
        string[] texts = [.. lists.SelectMany(LabelledTexts.Read).Select(entry => entry.Text)];
        // And mixtures of them, in which phrases stand where nobody has put them.
        string[] words = [.. texts.SelectMany(text => text.Split(' ')).Distinct(StringComparer.Ordinal)];
        var mixed = Enumerable.Range(0, LongTests.AreAsked ? 20_000 : 300).Select(_ => string.Join(' ', random.GetItems(words, random.Next(1, 12))));
        foreach (var text in texts.Concat(mixed))
        {
            foreach (var plain in new[] { PlainWords.Of(text), PlainWords.WithMarks(text) })
            {
                foreach (var (name, wording) in wordings)
                {
                    Assert.True(wording.IsInByRegex(plain) == wording.IsIn(plain), $"{name}: {plain}");
                }
            }
        }
    }

    [Fact]
    public void One_look_for_all_phrases_of_a_stop_misses_none()
    {
        foreach (var text in lists.SelectMany(LabelledTexts.Read).Select(entry => entry.Text))
        {
            var plain = PlainWords.Of(text);
            var has = OptOutPhrases.Start.IsInByRegex(plain) || OptOutPhrases.SpelledOut.IsInByRegex(plain)
                || OptOutPhrases.Apart.IsInByRegex(PlainWords.WithMarks(text)) || OptOutPhrases.Stop.IsInByRegex(OptOutPhrases.NotMeant.CutFrom(plain));
            Assert.True(!has || OptOutPhrases.MayBeIn(plain), text);
        }
    }

    [Fact]
    public void Most_texts_need_no_closer_look()
    {
        var filter = WordingFilter.Of([["(stop|quit)", "(the|all)*", "(texts|messages)", "!(until)"], ["^", "no", "more", "$"]]);

        Assert.True(filter.MayBeIn(" please stop all messages "));
        Assert.True(filter.MayBeIn(" more or no "));
        Assert.False(filter.MayBeIn(" the bus stop "));
        Assert.False(filter.MayBeIn(" no texts "));
    }
}
