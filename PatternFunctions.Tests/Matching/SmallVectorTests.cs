using CsCheck;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class SmallVectorTests
{
    [Fact]
    public void A_product_of_small_vectors_is_near_the_exact_one() =>
        Gen.Select(Gen.Float[-1, 1].Array[515], Gen.Float[-1, 1].Array[515]).Sample((left, right) =>
        {
            var (a, b) = (SimilarityIndexTests.Unit(left), SimilarityIndexTests.Unit(right));
            var (question, vector) = (new short[a.Length], new sbyte[b.Length]);
            var scale = SmallVector.ShrinkQuestion(a, question) * SmallVector.Shrink(b, vector);

            Assert.Equal(a.Zip(b, (x, y) => (double)x * y).Sum(), scale * SmallVector.Dot(question, vector), 0.005);
        });

    [Fact]
    public void The_largest_numbers_do_not_overflow()
    {
        // No encoder here or in sight has more than 4,096 numbers.
        var (question, vector) = (new short[4096], new sbyte[4096]);
        Array.Fill(question, (short)4095);
        Array.Fill(vector, sbyte.MaxValue);

        Assert.Equal(4096 * 4095 * 127, SmallVector.Dot(question, vector));
    }
}
