using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Insights;

public sealed class ShadowReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_question_that_is_always_answered_alike_climbs_from_the_queue_to_automatic()
    {
        var cases = await PlayAsync(Enumerable.Repeat(("Where can I park?", "Parking is free behind the building."), 60));

        Assert.Equal((ReplyAction.Shadow, ReplyAction.Queue, ReplyAction.Queue, ReplyAction.Suggest), (cases[0].Would, cases[1].Would, cases[2].Would, cases[3].Would));
        // 20 successes are asked for, and of 20 verdicts in a row a lower bound of 86 % is proved.
        Assert.Equal(21, cases.ToList().FindIndex(entry => entry.Would is ReplyAction.Auto));
        Assert.All(cases.Skip(1), entry => Assert.True(entry.Agrees));
    }

    [Fact]
    public async Task A_contradicted_automatic_answer_is_the_last_one_of_its_pattern()
    {
        var cases = await PlayAsync(
        [
            .. Enumerable.Repeat(("Where can I park?", "Parking is free behind the building."), 30),
            ("Where can I park?", "The lot is closed for repairs, please use the street."),
            .. Enumerable.Repeat(("Where can I park?", "Parking is free behind the building."), 30),
        ]);

        Assert.Equal((ReplyAction.Auto, false), (cases[30].Would, cases[30].Agrees));
        Assert.DoesNotContain(cases.Skip(31), entry => entry.Would is ReplyAction.Auto);
    }

    [Fact]
    public async Task Who_is_angry_or_says_stop_gets_no_automatic_answer()
    {
        var cases = await PlayAsync(
        [
            .. Enumerable.Repeat(("Where can I park?", "Parking is free behind the building."), 30),
            ("I want a refund!! Where can I park?", "Let me call you."),
            ("STOP", "Sorry, we will not text you again."),
        ]);

        Assert.DoesNotContain(cases.Skip(30), entry => entry.Would is ReplyAction.Auto);
    }

    [Fact]
    public async Task The_same_history_plays_the_same_twice()
    {
        (string, string)[] history = [.. Enumerable.Range(0, 80).Select(number => ($"Can I book bay {number % 5} for {number % 3} people?", "Yes, please book on our website."))];

        Assert.Equal(await PlayAsync(history), await PlayAsync(history));
    }

    private static Task<IReadOnlyList<ShadowCase>> PlayAsync(IEnumerable<(string Question, string Answer)> history) =>
        new ShadowReplay(LearningConfig.Defaults, encoder: null).PlayAsync(
            [.. history.Select((entry, place) => new ReplayedPair($"AC{place:0000}", $"+155555501{place % 90 + 10}", null, entry.Question, entry.Answer, Start.AddHours(place)))],
            learnFrom: 0, CancellationToken.None);
}
