using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class SameAnswerTests
{
    [Theory]
    [InlineData("Yes, there is parking behind the building.", "Yes! There's parking behind the building", true)]
    [InlineData("Hi {{customer_first_name|there}}, there is parking behind the building.", "There is parking behind the building", true)]
    [InlineData("We are open 9am to 5pm every day.", "We're open every day, 9:00 AM to 5 PM", true)]
    [InlineData("We are open 9am to 5pm every day.", "We are open 9am to 6pm every day.", false)]
    [InlineData("We are closed on Sundays, please book online any other day of the week.", "We are closed on Mondays, please book online any other day of the week.", false)]
    [InlineData("The remote is in the blue locker next to the front desk.", "The remote is in the red locker next to the front desk.", false)]
    [InlineData("Yes, we have balls at the front desk every day.", "Yes, we have gloves at the front desk every day.", false)]
    [InlineData("Dogs are allowed on the patio.", "Dogs are not allowed on the patio.", false)]
    [InlineData("Parking is free behind the building.", "Parking behind the building.", false)]
    [InlineData("Restart bay {{bay_number}} with the icon.", "Restart it with the icon.", false)]
    [InlineData("We open at {{opening_hours}} every day.", "We open at 9am every day.", false)]
    [InlineData("Book at https://club.example/a please", "Book at https://club.example/b please", false)]
    public void Two_answers_say_the_same_or_they_do_not(string left, string right, bool same)
    {
        Assert.Equal(same, SameAnswer.Holds(left, right));
        Assert.Equal(same, SameAnswer.Holds(right, left));
    }

    [Theory]
    [InlineData("Yes, there is parking behind the building.", "Yes! There's parking behind the building", true)]
    [InlineData("Yes, there is parking behind the building.", "Yes, there is plenty of parking behind the building.", false)]
    [InlineData("Yes, we do!", "Yes we do", false)]
    public void What_makes_two_questions_one_is_said_word_for_word(string left, string right, bool same) =>
        Assert.Equal(same, SameAnswer.IsWordForWord(left, right));

    [Theory]
    [InlineData("are you open on sunday", "open sundays?", true)]
    [InlineData("are you open on sunday", "are you open on monday", false)]
    [InlineData("are you open today", "are you open", false)]
    [InlineData("table for 4", "table for four", true)]
    [InlineData("table for 4", "table for 6", false)]
    [InlineData("can I bring a dog", "can I not bring a dog", false)]
    public void Two_questions_ask_for_the_same_day_and_number_or_they_do_not(string left, string right, bool same) =>
        Assert.Equal(same, SameAnswer.AsksTheSame(left, right));
}
