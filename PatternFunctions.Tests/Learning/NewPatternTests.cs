using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>Who begins a pattern, and how many.</summary>
public sealed class NewPatternTests : IAsyncLifetime
{
    private static readonly (string Question, string Answer)[] Pairs =
    [
        ("Is there parking at your place?", "Yes, there is parking behind the building."),
        ("Do you rent clubs?", "Clubs can be rented at the front desk for $10 a set."),
        ("Can I bring my own drinks?", "Outside drinks are not allowed, but the bar serves beer and soda."),
        ("Do you offer lessons for kids?", "Our coach teaches kids every Saturday morning, the signup sheet is on our website."),
        ("How long is a session?", "A session lasts 60 minutes, with 5 minutes to tidy up."),
    ];

    private readonly LearningDesk desk = new();

    public Task InitializeAsync() => desk.InitializeAsync();

    public Task DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Instances_that_learn_the_same_question_at_once_make_one_pattern()
    {
        var config = await desk.ConfigAsync();
        var learners = Enumerable.Range(0, 4).Select(_ => desk.NewLearner()).ToArray();
        foreach (var (question, answer) in Pairs)
        {
            List<LearningExample> examples = [];
            for (var customer = 0; customer < learners.Length; customer++)
            {
                // In other letters and marks: one signature. The last one is in other words, and no index knows of the first yet.
                examples.Add(await desk.AddAsync(
                    customer == 3 ? $"hey there, {question.ToLowerInvariant()}" : customer % 2 == 0 ? question : question.ToUpperInvariant(), answer, $"+1555555010{customer}"));
            }

            await Task.WhenAll(examples.Zip(learners, (example, learner) => Task.Run(() => learner.LearnAsync(example, config, CancellationToken.None))));
        }

        Assert.Equal(Pairs.Length, await desk.ScalarAsync<long>("SELECT count(*) FROM decision_patterns"));
        Assert.Equal(Pairs.Length, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE status = 'learned'"));
        Assert.Equal(3 * Pairs.Length, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE status = 'evidence'"));
    }

    [Fact]
    public async Task A_question_whose_pattern_is_retired_is_learned_anew_and_found()
    {
        var (question, answer) = Pairs[0];
        await desk.LearnAsync(question, answer);
        await desk.SqlAsync("UPDATE decision_patterns SET deleted_at = now()");

        Assert.Equal("learned", await desk.LearnAsync(question, answer, "+15555550102"));
        Assert.Equal("evidence", await desk.LearnAsync(question, answer, "+15555550103"));

        Assert.Equal(2, await desk.ScalarAsync<long>("SELECT count(*) FROM decision_patterns"));
        Assert.Equal(2, await desk.ScalarAsync<long>("SELECT DISTINCT pattern_id FROM pattern_signatures"));
    }

    [Theory]
    [InlineData("max_new_patterns_per_hour", "+15555550101", "+15555550102", "USsam", "USkim")]
    [InlineData("max_new_patterns_per_customer_per_hour", "+15555550101", "+15555550101", "USsam", "USkim")]
    [InlineData("max_new_patterns_per_operator_per_hour", "+15555550101", "+15555550102", "USsam", "USsam")]
    public async Task What_exceeds_a_limit_waits_and_is_learned_within_the_hour_after(string key, string customer, string other, string user, string otherUser)
    {
        await desk.SetAsync(key, "2");
        Assert.Equal("learned", await desk.LearnAsync(Pairs[0].Question, Pairs[0].Answer, customer, user));
        Assert.Equal("learned", await desk.LearnAsync(Pairs[1].Question, Pairs[1].Answer, customer, user));

        Assert.Equal("waiting: rate_limited", await desk.LearnAsync(Pairs[2].Question, Pairs[2].Answer, other, otherUser));
        Assert.Equal(0, await desk.ScalarAsync<int>("SELECT attempts FROM pattern_learning_examples WHERE status = 'waiting'"));
        // Evidence makes no pattern, so it waits for nothing.
        Assert.Equal("evidence", await desk.LearnAsync(Pairs[0].Question, Pairs[0].Answer, other, otherUser));

        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        var waiting = await desk.ScalarAsync<string>("SELECT answer_message_id FROM pattern_learning_examples WHERE status = 'waiting' AND next_attempt_at <= $1", desk.Clock.GetUtcNow());
        var example = (await new ExampleStore(desk.Psql, desk.Clock).ClaimAsync(waiting!, CancellationToken.None))!;
        await desk.Learner.LearnAsync(example, await desk.ConfigAsync(), CancellationToken.None);
        Assert.Equal("learned", await desk.StatusAsync(example));
    }

    [Fact]
    public async Task A_limit_holds_for_those_who_come_at_once_and_others_are_not_held_up()
    {
        await desk.SetAsync("max_new_patterns_per_customer_per_hour", "1");
        var config = await desk.ConfigAsync();
        List<LearningExample> examples = [];
        foreach (var (question, answer) in Pairs)
        {
            examples.Add(await desk.AddAsync(question, answer));
        }

        await Task.WhenAll(examples.Select(example => desk.NewLearner()).Zip(examples, (learner, example) =>
            Task.Run(() => learner.LearnAsync(example, config, CancellationToken.None))));

        Assert.Equal(1, await desk.ScalarAsync<long>("SELECT count(*) FROM decision_patterns"));
        Assert.Equal(Pairs.Length - 1, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE reason = 'rate_limited'"));
        Assert.Equal("learned", await desk.LearnAsync("Do you serve lunch?", "Our kitchen serves sandwiches and soup from noon.", "+15555550199"));
    }

    [Fact]
    public async Task An_example_that_kills_its_learner_each_time_is_left_to_a_person()
    {
        await desk.SetAsync("max_analysis_attempts", "2");
        var example = await desk.AddAsync(Pairs[0].Question, Pairs[0].Answer);
        for (var turn = 0; turn < 2; turn++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(6));
            example = (await new ExampleStore(desk.Psql, desk.Clock).ClaimAsync("A1", CancellationToken.None))!;
        }

        await desk.Learner.LearnAsync(example, await desk.ConfigAsync(), CancellationToken.None);

        Assert.Equal("refused: gave_up", await desk.StatusAsync(example));
    }
}
