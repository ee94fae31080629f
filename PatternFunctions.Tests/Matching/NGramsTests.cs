using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class NGramsTests
{
    [Fact]
    public void A_text_has_its_words_pairs_and_runs_of_three_to_five_characters()
    {
        // "hi you": 2 words, 1 pair; " hi " has " hi", "hi " and, whole, " hi "; " you " has 3 + 2 + 1.
        Assert.Equal(2 + 1 + 3 + 6, NGrams.Of("hi you").Length);
    }

    [Fact]
    public void A_word_of_one_letter_counts_whole() => Assert.Equal(1 + 1, NGrams.Of("a").Length);

    [Fact]
    public void Ngrams_are_ascending_and_distinct()
    {
        var ngrams = NGrams.Of("are you open and are you free and are you sure");

        Assert.Equal(ngrams.Order().Distinct(), ngrams);
    }

    [Fact]
    public void Nothing_has_none() => Assert.Empty(NGrams.Of(""));

    [Fact]
    public void They_are_the_same_in_every_process() =>
        // Trained heads are stored with them.
        Assert.Equal(284603977L, NGrams.Of("hi").Aggregate(0L, (sum, ngram) => (sum * 31) + ngram));
}
