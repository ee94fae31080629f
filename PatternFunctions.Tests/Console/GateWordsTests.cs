using PatternFunctions.Decisions;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Decisions;
using PatternFunctions.WebConsole;
using static PatternFunctions.Tests.Decisions.Inputs;

namespace PatternFunctions.Tests.WebConsole;

public sealed class GateWordsTests
{
    [Fact]
    public void Without_a_pattern_no_condition_speaks_of_one_but_that_none_matches() =>
        Assert.Equal(["No pattern matches."], Shut(Perfect.Unmatched()));

    [Fact]
    public void A_pattern_that_nobody_has_switched_on_says_so_once() => Assert.Equal(
        ["Nobody has switched this pattern on."],
        Shut(Perfect.With(pattern => pattern with { IsActive = false, AutoExecutable = false, RequiresConfirmation = true })));

    [Fact]
    public void Only_a_part_of_the_switch_is_said_as_it_is() => Assert.Equal(
        ["The pattern may not answer by itself."], Shut(Perfect.With(pattern => pattern with { AutoExecutable = false })));

    [Fact]
    public void Numbers_of_one_list_have_the_same_places_and_are_cut_as_before() =>
        Assert.Equal(["Decision confidence 0.94; it takes 0.95."], Shut(Perfect.Confidence(0.9499999m)));

    [Fact]
    public void What_is_missing_is_said_as_what_there_is_to_do() => Assert.Equal(
        ["17 more approvals without an edit: 3 of 20 so far."], Shut(Perfect.With(pattern => pattern with { SuccessCount = 3 })));

    [Fact]
    public void Of_what_can_never_answer_by_itself_no_approvals_are_asked() => Assert.Equal(
        ["Somebody has to do this for each answer, so it can never go out by itself: check date.", "Nobody has switched this pattern on."],
        Shut(Perfect.With(pattern => pattern with
        {
            ActionsWithoutHandler = ["check_date"],
            SuccessCount = 3,
            VersionApproved = 3,
            Confidence = 0.6m,
            IsActive = false,
            AutoExecutable = false,
            RequiresConfirmation = true,
        })));

    [Fact]
    public void A_rejection_too_many_is_no_double_negative() => Assert.Equal(
        ["1 of the last 20 verdicts was a rejection; none may be."],
        Shut(Perfect.With(pattern => pattern with { RecentVerdicts = [OperatorVerdict.Rejected] })));

    [Fact]
    public void No_sentence_for_people_says_not_at_least() => Assert.All(
        GateWords.Of(AutoGates.Evaluate(Perfect.Confidence(0.1m).With(pattern => pattern with { SuccessCount = 0, VersionApproved = 1, VersionRejected = 3 }))),
        row => Assert.DoesNotContain("not at", row.Sentence, StringComparison.Ordinal));

    private static IEnumerable<string> Shut(DecisionInput input) =>
        GateWords.Of(AutoGates.Evaluate(input)).Where(row => !row.IsOpen).Select(row => row.Sentence);
}
