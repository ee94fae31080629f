using System.Numerics.Tensors;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

/// <summary>On made-up vectors: each pattern a direction, each text that direction and some noise.</summary>
public sealed class ModelFitTests
{
    private const int Dimensions = 24;

    private readonly Random random = new(11);

    [Fact]
    public void Clear_labels_open_what_they_prove()
    {
        var texts = Texts(patterns: 6, Labels(120, isClear: true), Strangers(60));

        var record = Fit(texts).RecordInUse!;

        Assert.Equal(180, record.Right.Count + record.Wrong.Count);
        Assert.True(record.At(0.98) is { Fired: > 60, LowerBound: > 0.95 }, $"{record.At(0.98)}");
        Assert.InRange(record.CalibrationError(), 0, 0.05);
    }

    [Fact]
    public void Labels_that_have_nothing_to_do_with_the_texts_open_nothing()
    {
        var texts = Texts(patterns: 6, Labels(200, isClear: false));

        var model = Fit(texts);

        Assert.All(model.Records, record => Assert.InRange(record.At(0.98).LowerBound, 0, 0.5));
        Assert.All(model.Records, record => Assert.InRange(record.CalibrationError(), 0, 0.1));
    }

    [Fact]
    public void Without_labels_nothing_is_proved_and_the_curves_stay_cautious()
    {
        var model = Fit(Texts(patterns: 6));

        Assert.Empty(model.Records);
        Assert.Equal(MatchCurves.Cautious, model.Curves);
        Assert.NotNull(model.Head);
    }

    [Fact]
    public void With_a_handful_of_wordings_there_is_no_head_to_trust() =>
        Assert.Null(ModelFit.Fit(new TrainingTexts([Pattern(1, 1), Pattern(2, 1)], [], Dimensions), SimilaritySpace.Plain, CancellationToken.None).Head);

    [Fact]
    public void None_of_these_makes_its_like_improbable()
    {
        var stranger = Direction(99);
        LabelledText Strange() => new(null, Name("stranger"), Near(stranger));
        var before = Match(Fit(Texts(patterns: 6, Labels(60, isClear: true))));
        var after = Match(Fit(Texts(patterns: 6, Labels(60, isClear: true), [.. Enumerable.Range(0, 40).Select(_ => Strange())])));

        Assert.InRange(after, 0, Math.Min(before, 0.2));

        double Match(FittedModel model)
        {
            var index = new SimilarityIndex(Dimensions, model.Space);
            index.Update([.. Enumerable.Range(1, 6).Select(id => Pattern(id, 5))]);
            return new TextMatcher(index, model.Head, model.Curves).Match("stranger indeed", Near(stranger), 1).Probability;
        }
    }

    [Fact]
    public void Labels_that_are_all_right_do_not_make_a_stranger_probable()
    {
        var model = Fit(Texts(patterns: 6, Labels(120, isClear: true)));

        var index = new SimilarityIndex(Dimensions, model.Space);
        index.Update([.. Enumerable.Range(1, 6).Select(id => Pattern(id, 5))]);
        var matcher = new TextMatcher(index, model.Head, model.Curves);
        Assert.InRange(Strangers(200).Average(text => matcher.Match(text.Text, text.Vector, 1).Probability), 0, 0.2);
        Assert.InRange(Labels(200, isClear: true).Average(text => matcher.Match(text.Text, text.Vector, 1).Probability), 0.8, 1);
        Assert.Equal(120 + 60, model.RecordInUse!.Right.Count + model.RecordInUse.Wrong.Count);
    }

    [Fact]
    public void What_no_other_wording_could_find_teaches_nothing()
    {
        PatternWordings[] patterns = [.. Enumerable.Range(1, 40).Select(id => Pattern(id, 1))];
        var labels = patterns.Select(pattern => new LabelledText(pattern.PatternId, pattern.Wordings[0].Text, pattern.Wordings[0].Vector));

        var model = Fit(new TrainingTexts(patterns, labels, Dimensions));

        Assert.Empty(model.Records);
        Assert.Equal(MatchCurves.Cautious, model.Curves);
    }

    [Fact]
    public void With_two_patterns_that_nothing_else_is_like_the_curves_stay_cautious() =>
        Assert.Equal(MatchCurves.Cautious, Fit(Texts(patterns: 2, [.. Labels(50, isClear: true).Where(label => label.PatternId < 3)])).Curves);

    [Fact]
    public void The_same_texts_give_the_same_model()
    {
        var texts = Texts(patterns: 5, Labels(40, isClear: true));

        var (first, second) = (Fit(texts), Fit(texts));

        Assert.Equal(first.Curves, second.Curves);
        Assert.Equal(Written(first.Head!), Written(second.Head!));
        static byte[] Written(LinearHead head)
        {
            using var stream = new MemoryStream();
            head.Write(stream);
            return stream.ToArray();
        }
    }

    [Fact]
    public void Of_two_labels_of_the_same_words_the_newer_counts()
    {
        var texts = new TrainingTexts([Pattern(1, 2), Pattern(2, 2)], [new(null, "Well, hello!", null), new(1, "well hello", null), new(7, "gone", null)], Dimensions);

        Assert.Equal([null], texts.Labels.Select(label => label.PatternId));
    }

    private static FittedModel Fit(TrainingTexts texts) => ModelFit.Fit(texts, SimilaritySpace.Fit(texts.Patterns), CancellationToken.None);

    private TrainingTexts Texts(int patterns, params LabelledText[][] labels) =>
        new([.. Enumerable.Range(1, patterns).Select(id => Pattern(id, 5))], labels.SelectMany(some => some), Dimensions);

    private PatternWordings Pattern(long id, int wordings) =>
        new(id, [.. Enumerable.Range(0, wordings).Select(_ => new Wording(Name($"pattern{id}"), Near(Direction((int)id))))]);

    private LabelledText[] Labels(int count, bool isClear) => [.. Enumerable.Range(0, count).Select(index =>
        new LabelledText((index % 5) + 1, Name("question"), Near(Direction(isClear ? (index % 5) + 1 : random.Next(1, 6)))))];

    private LabelledText[] Strangers(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new LabelledText(null, Name("other"), Near(Direction(1000 + index))))];

    private string Name(string stem) => $"{stem} {random.Next():x8}";

    private static float[] Direction(int seed)
    {
        var source = new Random(seed);
        return [.. Enumerable.Range(0, Dimensions).Select(_ => (2 * source.NextSingle()) - 1)];
    }

    private float[] Near(float[] direction)
    {
        var vector = direction.Select(value => value + (0.5f * ((2 * random.NextSingle()) - 1))).ToArray();
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
