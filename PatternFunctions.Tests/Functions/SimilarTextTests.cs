using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>A question in other words than those that are known.</summary>
public sealed class SimilarTextTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "Do you sell gift cards?", "Yes, at the desk and online.", 1m);
        await app.SqlAsync(Patterns.InsertPattern, "What time do you close tonight?", "At 10pm.", 1m);
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park my car?", "Behind the building.", 1m);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task It_is_matched_by_likeness_and_never_answered_by_itself()
    {
        await app.SqlAsync(Patterns.MakeAutomatic);
        await IndexedAsync(3);

        app.OpenPhone.CustomerTexts("+15555550191", "do you guys sell gift cards");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT match_kind FROM pattern_execution_history") == "similarity");
        Assert.Equal("Do you sell gift cards?", await app.ScalarAsync<string>("SELECT trigger_text FROM decision_patterns p JOIN pattern_execution_history h ON h.pattern_id = p.id"));
        Assert.NotEqual("auto", await app.ScalarAsync<string>("SELECT execution_mode FROM pattern_execution_history"));
    }

    [Fact]
    public async Task Until_the_index_is_there_known_words_are_matched_and_no_others()
    {
        var matcher = new PatternMatcher(ActivatorUtilities.CreateInstance<PatternIndex>(app.Services));
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();

        var (known, _) = await matcher.MatchAsync(connection, "do you sell GIFT cards", CancellationToken.None);
        var (other, _) = await matcher.MatchAsync(connection, "do you guys sell gift cards", CancellationToken.None);

        Assert.Equal((MatchKind.Signature, MatchKind.None), (known.Kind, other.Kind));
    }

    [Fact]
    public async Task An_approved_match_makes_its_words_known()
    {
        await IndexedAsync(3);
        app.OpenPhone.CustomerTexts("+15555550191", "do you guys sell gift cards");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);

        (await app.Operator.PostAsync($"api/queue/{await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue")}/approve", null)).EnsureSuccessStatusCode();
        app.OpenPhone.CustomerTexts("+15555550192", "Do you guys sell gift cards?!");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT match_kind FROM pattern_execution_history ORDER BY id DESC LIMIT 1") == "signature");
    }

    [Fact]
    public async Task A_question_about_something_else_matches_nothing()
    {
        await IndexedAsync(3);

        app.OpenPhone.CustomerTexts("+15555550191", "My daughter left her jacket in bay 4, did anybody find it?");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT match_kind FROM pattern_execution_history") == "none");
    }

    [Fact]
    public async Task A_pattern_that_is_retired_is_matched_no_more()
    {
        await IndexedAsync(3);
        await app.SqlAsync("UPDATE decision_patterns SET deleted_at = now() WHERE trigger_text LIKE '%gift%'");

        app.OpenPhone.CustomerTexts("+15555550191", "do you guys sell gift cards");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT match_kind FROM pattern_execution_history") == "none");
    }

    private async Task IndexedAsync(int patterns)
    {
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM wording_vectors") == patterns);
        await app.Services.GetRequiredService<PatternIndex>().Loaded;
        await Eventually.HoldsAsync(async () =>
            (await app.Services.GetRequiredService<PatternIndex>().MatchAsync("gift cards", count: 1, CancellationToken.None)).Candidates.Count == 1);
    }
}
