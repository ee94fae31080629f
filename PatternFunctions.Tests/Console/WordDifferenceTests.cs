using CsCheck;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.Tests.WebConsole;

public sealed class WordDifferenceTests
{
    [Fact]
    public void What_was_taken_out_and_put_in_is_told_word_by_word()
    {
        var changes = WordDifference.Between("We close at 10 pm tonight.", "We close at 9 pm tonight.");

        Assert.Equal(
            [new(ChangeKind.Kept, "We close at "), new(ChangeKind.Removed, "10"), new(ChangeKind.Added, "9"), new(ChangeKind.Kept, " pm tonight.")],
            changes);
    }

    [Fact]
    public void Both_texts_can_be_read_from_the_difference_again() =>
        Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
        {
            var changes = WordDifference.Between(before, after);
            Assert.Equal(before, string.Concat(changes.Where(change => change.Kind is not ChangeKind.Added).Select(change => change.Text)));
            Assert.Equal(after, string.Concat(changes.Where(change => change.Kind is not ChangeKind.Removed).Select(change => change.Text)));
        });
}
