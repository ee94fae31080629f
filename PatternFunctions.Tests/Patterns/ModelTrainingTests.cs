using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Patterns;

/// <summary>What operators say becomes what matching goes by, in the database and in every instance.</summary>
public sealed class ModelTrainingTests : IAsyncLifetime
{
    private static readonly string[] Occasions =
        ["my brother", "my wife", "a birthday", "christmas", "my boss", "a wedding", "my team", "two people", "a friend", "my dad",
        "a colleague", "my coach", "easter", "our anniversary", "a retirement", "my neighbour", "a graduation", "mothers day", "new year", "my aunt"];

    private static readonly string[] Subjects = ["gift", "close", "park"];

    private static readonly string[] Days = ["today", "tonight", "on sunday", "tomorrow", "on friday"];

    private TestApp app = null!;

    private ModelTraining Training => app.Services.GetRequiredService<ModelTraining>();

    private PatternIndex Index => app.Services.GetRequiredService<PatternIndex>();

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Do you sell gift cards?", "Yes, at the desk and online.", 1m);
        await app.SqlAsync(Functions.Patterns.InsertPattern, "What time do you close tonight?", "At 10pm.", 1m);
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Where can I park my car?", "Behind the building.", 1m);
        await app.SqlAsync("INSERT INTO conversations (phone_number_id, participants, created_at) VALUES ('PN1', '+15555550100', now())");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM wording_vectors") == 3);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Labels_become_a_model_that_every_instance_goes_by()
    {
        await LabelAsync();

        await FittedAsync(200);

        Assert.Equal(200, await app.ScalarAsync<long>("SELECT count(*) FROM question_vectors"));
        Assert.InRange(await app.ScalarAsync<double>("SELECT calibration_error FROM matching_models ORDER BY id DESC LIMIT 1"), 0, 0.05);
        await Eventually.HoldsAsync(async () =>
            (await Index.MatchAsync("do you have gift cards", 1, CancellationToken.None)).Model
            == await app.ScalarAsync<long>("SELECT max(id) FROM matching_models"));
        var match = await Index.MatchAsync("do you sell gift cards for my sister", 1, CancellationToken.None);
        Assert.Equal(MatchHead.Trained, match.Score!.Value.Head);
        Assert.True(match.Probability > 0.9, $"{match}");
        var test = await app.Operator.PostJsonAsync("api/patterns/test", new { message = "do you sell gift cards for my sister" });
        Assert.Equal("trained", test.GetProperty("decision").GetProperty("match").GetProperty("head").GetString());
        Assert.Equal(match.Probability, test.GetProperty("best_probability").GetDouble(), 1e-3);
        Assert.Equal("Do you sell gift cards?", test.GetProperty("candidates")[0].GetProperty("question").GetString());
        var matching = (await app.Operator.GetJsonAsync("api/insights?days=7")).GetProperty("matching");
        Assert.Equal(200, matching.GetProperty("labels").GetInt32());
        Assert.Equal(["lexical", "similarity", "trained"], matching.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("head").GetString()));
        Assert.True(matching.GetProperty("heads")[2].GetProperty("open_for_auto").GetBoolean());
        Assert.InRange((await Index.MatchAsync("the screen in bay 3 is broken again", 1, CancellationToken.None)).Probability, 0, 0.1);
    }

    [Fact]
    public async Task A_match_by_likeness_is_answered_by_itself_once_the_labels_have_proved_it()
    {
        await app.SqlAsync(Functions.Patterns.MakeAutomatic);
        await app.SqlAsync(Functions.Patterns.AddApprover);
        await LabelAsync();
        await FittedAsync(200);
        await Eventually.HoldsAsync(async () =>
            (await Index.MatchAsync("gift cards", 1, CancellationToken.None)).Model == await app.ScalarAsync<long>("SELECT max(id) FROM matching_models"));

        app.OpenPhone.CustomerTexts("+15555550191", "do you sell gift cards for my sister");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE kind = 'auto' AND status = 'sent'") == 1);
        Assert.Equal("trained", await app.ScalarAsync<string>("SELECT match_head FROM pattern_execution_history WHERE match_kind = 'similarity' AND execution_mode = 'auto'"));
    }

    [Fact]
    public async Task Rejections_shut_the_gate_again()
    {
        await LabelAsync();
        await FittedAsync(200);
        Assert.True(await ProvedAsync() >= 0.95);

        await app.SqlAsync("UPDATE pattern_execution_history SET outcome = 'rejected' WHERE id % 3 = 0");
        var before = await app.ScalarAsync<long>("SELECT max(id) FROM matching_models");
        await ChangeAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await Training.FitIfDueAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT max(id) FROM matching_models") > before);

        Assert.True(await ProvedAsync() < 0.95);
    }

    [Fact]
    public async Task Two_instances_fit_once()
    {
        await FittedAsync(0);
        var before = await app.ScalarAsync<long>("SELECT count(*) FROM matching_models");
        await LabelAsync();
        await ChangeAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Training.FitIfDueAsync(CancellationToken.None)));

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM matching_models") == before + 1);
        Assert.Null(await Training.FitIfDueAsync(CancellationToken.None));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM matching_models WHERE space IS NOT NULL"));
    }

    [Fact]
    public async Task Nothing_is_fitted_to_wordings_that_are_not_encoded_yet()
    {
        await FittedAsync(0);
        var before = await app.ScalarAsync<long>("SELECT max(id) FROM matching_models");
        await app.SqlAsync("DELETE FROM wording_vectors");
        await ChangeAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Null(await Training.FitIfDueAsync(CancellationToken.None));
        Assert.Equal(before, await app.ScalarAsync<long>("SELECT max(id) FROM matching_models"));

        await app.SqlAsync("UPDATE decision_patterns SET updated_at = now()");
        await Eventually.HoldsAsync(async () =>
        {
            await Training.FitIfDueAsync(CancellationToken.None);
            return await app.ScalarAsync<long>("SELECT max(id) FROM matching_models") > before;
        });
        Assert.Equal(3, await app.ScalarAsync<long>("SELECT count(*) FROM wording_vectors"));
    }

    [Fact]
    public async Task An_erased_question_is_erased_as_a_vector_and_as_a_label()
    {
        await LabelAsync();
        await FittedAsync(200);

        await app.SqlAsync("UPDATE pattern_execution_history SET customer_message = '' WHERE id % 2 = 0");

        Assert.Equal(100, await app.ScalarAsync<long>("SELECT count(*) FROM question_vectors"));
        await FittedAsync(100);
    }

    /// <summary>50 questions for each of the three patterns, of other words than theirs, and 50 for none of them.</summary>
    private async Task LabelAsync()
    {
        var ids = await Task.WhenAll(Subjects.Select(word => app.ScalarAsync<long>(
            "SELECT id FROM decision_patterns WHERE trigger_text LIKE '%' || $1 || '%'", word)));
        var texts = Occasions.SelectMany(occasion => Days.Select(day => (occasion, day))).Where((_, index) => index % 2 == 0).ToArray();
        foreach (var (occasion, day) in texts)
        {
            await LabelAsync($"do you sell gift cards for {occasion} {day}", ids[0], "approved");
            await LabelAsync($"what time do you close {day}, it's for {occasion}", ids[1], "approved");
            await LabelAsync($"where can i park {day} with {occasion}", ids[2], "approved");
            await LabelAsync($"the screen was broken when i played with {occasion} {day}", ids[0], "rejected");
        }
    }

    private Task LabelAsync(string text, long pattern, string outcome) => app.SqlAsync("""
        INSERT INTO pattern_execution_history
            (pattern_id, pattern_version, message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode,
             would_mode, outcome, reasons, created_at)
        SELECT $2, 1, 'AC' || md5($1), (SELECT min(id) FROM conversations), $1, 'similarity', 0.6, 'queue', 'queue', $3, '{}', now()
        """, text, pattern, outcome);

    private async Task FittedAsync(int labels)
    {
        await Index.Loaded;
        await ChangeAsync();
        await Eventually.HoldsAsync(async () =>
        {
            // The app itself may have fitted to half of it a moment ago.
            app.Clock.Advance(TimeSpan.FromMinutes(11));
            await Training.FitIfDueAsync(CancellationToken.None);
            return await app.ScalarAsync<int>("SELECT labels FROM matching_models ORDER BY id DESC LIMIT 1") == labels
                && await app.ScalarAsync<int>("SELECT wordings FROM matching_models ORDER BY id DESC LIMIT 1") == 3;
        });
    }

    /// <summary>Labels come with something else that is new; by plain SQL they do not.</summary>
    private Task ChangeAsync() => app.SqlAsync("""
        INSERT INTO pattern_learning_examples (customer_message, operator_response, pattern_signature, source, status, created_at)
        VALUES ('', '', '', 'test', 'refused', now())
        """);

    private async Task<double> ProvedAsync() =>
        SimilarityTrust.Parse(await app.ScalarAsync<string>("SELECT records::text FROM matching_models ORDER BY id DESC LIMIT 1"))[^1].At(0.98).LowerBound;
}
