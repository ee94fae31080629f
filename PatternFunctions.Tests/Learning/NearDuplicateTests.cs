namespace PatternFunctions.Tests.Learning;

/// <summary>A question in other words than those that are known.</summary>
public sealed class NearDuplicateTests : IAsyncLifetime
{
    private const string Question = "Do you sell gift cards?";
    private const string Other = "do you guys sell gift cards";
    private const string Answer = "Yes, we sell gift cards at the front desk and on our website.";

    private readonly LearningDesk desk = new();

    public async Task InitializeAsync()
    {
        await desk.InitializeAsync();
        Assert.Equal("learned", await desk.LearnAsync(Question, Answer));
        await desk.IndexedAsync(Question);
    }

    public Task DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task With_the_same_answer_it_is_another_wording_and_goes_with_its_example()
    {
        Assert.Equal("evidence: new_wording", await desk.LearnAsync($"Hi, this is Sarah Miller here, {Other}?", Answer, "+15555550102"));

        Assert.Equal(1, await PatternsAsync());
        Assert.DoesNotContain("Sarah", await desk.ScalarAsync<string>("SELECT wording FROM pattern_signatures WHERE source = 'answered'") ?? "", StringComparison.Ordinal);
        // Known from now on: no index and no model is asked.
        Assert.Equal("evidence", await desk.LearnAsync($"hi, this is sarah miller here, {Other}", Answer, "+15555550103"));

        await desk.SqlAsync("DELETE FROM pattern_learning_examples WHERE reason = 'new_wording'");
        Assert.Equal(0, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures WHERE source = 'answered'"));
    }

    [Fact]
    public async Task A_pattern_that_answers_by_itself_is_widened_by_an_approval_only()
    {
        await desk.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true");

        Assert.Equal("evidence: near_duplicate", await desk.LearnAsync(Other, Answer, "+15555550102"));

        Assert.Equal(1, await PatternsAsync());
        Assert.Equal(0, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures WHERE source = 'answered'"));
    }

    [Fact]
    public async Task With_another_answer_it_is_offered_for_merging()
    {
        Assert.Equal("learned", await desk.LearnAsync(Other, "We stopped with those, sorry. A prepaid pass can be bought in the app.", "+15555550102"));

        Assert.Equal(2, await PatternsAsync());
        Assert.Equal(1, await desk.ScalarAsync<long>("SELECT similar_to FROM decision_patterns WHERE id = 2"));
    }

    [Fact]
    public async Task Another_day_is_another_question()
    {
        await desk.LearnAsync("What are your opening hours on Sunday?", "On Sunday we are open from 10am to 6pm.", "+15555550102");
        await desk.IndexedAsync("What are your opening hours on Sunday?");

        Assert.Equal("learned", await desk.LearnAsync("What are your opening hours on Monday?", "On Monday we are open from noon to 9pm.", "+15555550103"));

        Assert.Equal(0, await desk.ScalarAsync<long>("SELECT count(*) FROM decision_patterns WHERE similar_to IS NOT NULL"));
    }

    [Fact]
    public async Task Another_thing_is_another_question_however_alike_the_words()
    {
        Assert.Equal("learned", await desk.LearnAsync("Do you sell golf cards?", "Yes, we sell golf cards at the front desk and on our website.", "+15555550102"));

        Assert.Equal(0, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures WHERE source = 'answered'"));
    }

    [Fact]
    public async Task A_question_that_rests_on_the_one_before_is_nobodys_wording()
    {
        await desk.SetAsync("near_duplicate_probability", "0");

        Assert.NotEqual("evidence: new_wording", await desk.LearnAsync("and on the weekend?", Answer, "+15555550102"));

        Assert.Equal(0, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures WHERE source = 'answered'"));
    }

    private Task<long> PatternsAsync() => desk.ScalarAsync<long>("SELECT count(*) FROM decision_patterns");
}
