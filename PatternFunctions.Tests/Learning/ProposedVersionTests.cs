namespace PatternFunctions.Tests.Learning;

/// <summary>What operators answer to a question that is known.</summary>
public sealed class ProposedVersionTests : IAsyncLifetime
{
    private const string Question = "Where can I park my car?";
    private const string New = "Parking moved to the lot across the street, next to the bakery.";

    private readonly LearningDesk desk = new();

    public async Task InitializeAsync()
    {
        await desk.InitializeAsync();
        Assert.Equal("learned", await desk.LearnAsync(Question, "You can park behind the building, it costs 5 dollars."));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public Task DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_same_answer_in_much_the_same_words_is_evidence_for_the_text()
    {
        Assert.Equal("evidence", await LearnAsync(1, "You can park behind the building! It costs $5."));

        Assert.Equal(1, await VersionOfLastAsync());
    }

    [Fact]
    public async Task A_differing_answer_overwrites_nothing_and_when_several_agree_a_version_is_proposed()
    {
        Assert.Equal("evidence: differs", await LearnAsync(1, New));
        Assert.Equal("evidence: differs", await LearnAsync(2, "You can park behind the building, it costs 8 dollars."));
        Assert.Equal("evidence: differs", await LearnAsync(3, New));
        Assert.Equal(0, await ProposalsAsync());

        Assert.Equal("evidence: differs", await LearnAsync(4, "The parking moved to the lot across the street next to the bakery!"));

        Assert.Equal(1, await ProposalsAsync());
        Assert.Equal(1, await desk.ScalarAsync<int>("SELECT version FROM decision_patterns"));
        Assert.Equal("You can park behind the building, it costs 5 dollars.", await desk.ScalarAsync<string>("SELECT response_template FROM decision_patterns"));
        Assert.Equal("The parking moved to the lot across the street next to the bakery!", await desk.ScalarAsync<string>("SELECT response_template FROM pattern_versions WHERE version = 2"));
        Assert.Equal("rules@2", await desk.ScalarAsync<string>("SELECT created_by FROM pattern_versions WHERE version = 2"));
        Assert.Equal(3, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE pattern_version = 2"));
        // Whoever says the same later speaks for the proposal, and makes no second one.
        Assert.Equal("evidence", await LearnAsync(5, New));
        Assert.Equal(2, await VersionOfLastAsync());
        Assert.Equal(1, await ProposalsAsync());
    }

    [Fact]
    public async Task One_conversation_alone_proposes_nothing_however_often_it_asks()
    {
        for (var time = 0; time < 5; time++)
        {
            await LearnAsync(1, New);
        }

        Assert.Equal(0, await ProposalsAsync());
    }

    [Fact]
    public async Task Words_for_one_customer_alone_propose_nothing()
    {
        for (var customer = 1; customer <= 5; customer++)
        {
            Assert.Equal("evidence: one_off", await LearnAsync(customer, "I'll put you down for a spot in front, see you at 7."));
        }

        Assert.Equal(0, await ProposalsAsync());
    }

    [Fact]
    public async Task What_must_not_become_a_pattern_becomes_no_version_either()
    {
        const string Secret = "Please use the garage door on the left, the code is 4821#.";
        await LearnAsync(1, Secret);
        await LearnAsync(2, Secret);

        Assert.StartsWith("refused: access_code", await LearnAsync(3, Secret), StringComparison.Ordinal);
        Assert.Equal(0, await ProposalsAsync());
    }

    [Fact]
    public async Task A_proposal_that_was_put_aside_is_not_made_again()
    {
        await AgreeAsync();
        await desk.SqlAsync("UPDATE pattern_versions SET status = 'dismissed' WHERE version = 2");

        await AgreeAsync();

        Assert.Equal(2, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_versions"));
        Assert.Equal(0, await ProposalsAsync());
    }

    [Fact]
    public async Task What_was_said_before_a_text_was_adopted_does_not_speak_against_it_and_a_former_text_may_come_back()
    {
        await AgreeAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.SqlAsync("UPDATE pattern_versions SET status = CASE version WHEN 1 THEN 'former' ELSE 'current' END, adopted_at = $1", desk.Clock.GetUtcNow());
        await desk.SqlAsync("UPDATE decision_patterns SET version = 2, response_template = $1", New);
        await desk.SqlAsync("UPDATE pattern_learning_examples SET pattern_version = NULL");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        const string Old = "You can park behind the building, it costs 5 dollars.";

        await LearnAsync(11, Old);
        await LearnAsync(12, Old);
        Assert.Equal(0, await ProposalsAsync());
        await LearnAsync(13, Old);

        Assert.Equal(1, await desk.ScalarAsync<int>("SELECT version FROM pattern_versions WHERE status = 'proposed'"));
        Assert.Equal(2, await desk.ScalarAsync<long>("SELECT count(*) FROM pattern_versions"));
    }

    private async Task AgreeAsync()
    {
        for (var customer = 1; customer <= 3; customer++)
        {
            await LearnAsync(customer, New);
        }
    }

    private Task<string> LearnAsync(int customer, string answer) => desk.LearnAsync(Question, answer, $"+155555501{customer:00}");

    private Task<long> ProposalsAsync() => desk.ScalarAsync<long>("SELECT count(*) FROM pattern_versions WHERE status = 'proposed'");

    private Task<int> VersionOfLastAsync() =>
        desk.ScalarAsync<int>("SELECT pattern_version FROM pattern_learning_examples ORDER BY id DESC LIMIT 1");
}
