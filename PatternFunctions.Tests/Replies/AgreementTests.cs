using PatternFunctions.Replies;

namespace PatternFunctions.Tests.Replies;

public sealed class AgreementTests
{
    [Theory]
    [InlineData("We close at 10pm on Sundays.", "we close at 10pm on sundays", true)]
    [InlineData("We close at 10pm on Sundays.", "On Sundays we close at 10pm!", true)]
    [InlineData("We close at 10pm on Sundays.", "We close at 9pm on Sundays.", false)]
    [InlineData("Yes, we sell gift cards at the desk.", "Gift cards are sold at the desk, yes!", true)]
    [InlineData("Yes, we sell gift cards at the desk.", "We don't sell gift cards at the desk.", false)]
    [InlineData("You can park behind the building.", "Let me ask and get back to you", false)]
    public void It_agrees_if_it_says_the_same_with_the_same_numbers_and_negations(string suggested, string said, bool agrees) =>
        Assert.Equal(agrees, Agreement.Between(suggested, said).Agrees);

    [Fact]
    public void Similarity_is_1_for_the_same_words_and_0_for_none_in_common()
    {
        Assert.Equal(1, Agreement.Between("Parking is behind the building", "parking is behind the building!").Similarity);
        Assert.Equal(0, Agreement.Between("Parking is behind the building", "Try your code again").Similarity);
    }
}
