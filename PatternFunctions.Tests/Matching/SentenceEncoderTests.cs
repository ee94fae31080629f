using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Tests.Matching;

public sealed class SentenceEncoderTests
{
    private static readonly SentenceEncoder Encoder =
        SentenceEncoder.LoadIfPresent(SentenceEncoder.DefaultFolder) ?? throw new InvalidOperationException("The build brought no weights.");

    [Fact]
    public void Texts_of_like_meaning_are_nearer_than_others()
    {
        var question = Encoder.Encode("What time do you open tomorrow?");

        var alike = Cosine(question, Encoder.Encode("opening hours for tomorrow please"));

        Assert.True(alike > Cosine(question, Encoder.Encode("I lost my gift card")) + 0.2, $"{alike}");
    }

    [Theory]
    [InlineData("Where  IS\nmy order? ", "where is my order?")]
    [InlineData("\tHello\r\n", "hello")]
    [InlineData("where is my order", "where is my order?")]
    [InlineData("Thanks!!", "thanks .")]
    public void Case_spacing_and_the_mark_at_the_end_do_not_matter(string text, string other) =>
        Assert.Equal(Encoder.Encode(other), Encoder.Encode(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("👍🏽")]
    [InlineData("何時に開きますか")]
    [InlineData("когда вы открываетесь")]
    public void A_text_without_anything_that_the_model_knows_is_like_nothing(string text) => Assert.All(Encoder.Encode(text), value => Assert.Equal(0f, value));

    [Theory]
    [InlineData("hello")]
    [InlineData("thanks 👍🏽")]
    [InlineData("cuándo abren mañana")]
    [InlineData("\uD83D lone, \uFFFE none")]
    public void A_vector_has_unit_length(string text) => Assert.Equal(1, Cosine(Encoder.Encode(text), Encoder.Encode(text)), 1e-5);

    [Fact]
    public void A_text_of_any_length_is_encoded_and_what_is_past_128_pieces_is_cut()
    {
        var words = string.Join(' ', Enumerable.Repeat("hello", 200));

        Assert.Equal(Encoder.Encode(words), Encoder.Encode(words + " and goodbye"));
        Assert.NotEqual(Encoder.Encode(words[..300]), Encoder.Encode(words[..300] + " and goodbye"));
    }

    [Fact]
    public void Many_threads_get_what_one_thread_gets()
    {
        var texts = Enumerable.Range(0, 64).Select(number => string.Join(' ', Enumerable.Repeat($"is bay {number} free", 1 + (number % 7)))).ToArray();
        var expected = texts.Select(Encoder.Encode).ToArray();

        var seen = new float[texts.Length][];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index => seen[index] = Encoder.Encode(texts[index]));

        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task A_batch_keeps_the_order_of_its_texts()
    {
        string[] texts = ["do you have tee times", "are you open"];

        var vectors = await Encoder.EncodeAsync(texts, CancellationToken.None);

        Assert.Equal(texts.Select(Encoder.Encode), vectors);
    }

    [Fact]
    public void Without_the_files_there_is_no_encoder() =>
        Assert.Null(SentenceEncoder.LoadIfPresent(Path.Combine(SentenceEncoder.DefaultFolder, "elsewhere")));

    [Fact]
    public void A_changed_file_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("encoder-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(SentenceEncoder.DefaultFolder))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            using (var shard = File.OpenWrite(Path.Combine(folder.FullName, "group1-shard7of7")))
            {
                shard.WriteByte(1);
            }

            Assert.Throws<InvalidDataException>(() => SentenceEncoder.LoadIfPresent(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Cosine(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
