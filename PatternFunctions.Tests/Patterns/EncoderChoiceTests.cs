using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Learning;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Patterns;

/// <summary>With an embedding deployment in the settings.</summary>
public sealed class EncoderChoiceTests : IAsyncLifetime
{
    private FakeAzureOpenAI azure = null!;

    public async Task InitializeAsync() => azure = await FakeAzureOpenAI.StartAsync();

    public async Task DisposeAsync() => await azure.DisposeAsync();

    [Fact]
    public async Task A_wording_is_embedded_once_however_often_the_app_starts()
    {
        await using var app = await StartAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Verkauft ihr Gutscheine?", "Ja.", 0.5m);
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Wann macht ihr zu?", "Um 22 Uhr.", 0.5m);
        await VectorsAsync(app, 2);
        Assert.Equal("azure-openai/gpt-test/text-embedding-3-small/64", await app.ScalarAsync<string>("SELECT min(encoder) FROM wording_vectors"));

        var index = ActivatorUtilities.CreateInstance<PatternIndex>(app.Services);
        using var anotherStart = ActivatorUtilities.CreateInstance<PatternIndexRefresh>(app.Services, index);
        await anotherStart.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => (await index.MatchAsync("gutscheine verkauft", 1, CancellationToken.None)).Candidates.Count == 1);
        await anotherStart.StopAsync(CancellationToken.None);

        Assert.Single(azure.Embedded, "Verkauft ihr Gutscheine?");
        Assert.Single(azure.Embedded, "Wann macht ihr zu?");
    }

    [Fact]
    public async Task Each_encoder_keeps_its_own_vectors()
    {
        await using var app = await StartAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Verkauft ihr Gutscheine?", "Ja.", 0.5m);
        await VectorsAsync(app, 1);
        var wordings = app.Services.GetRequiredService<WordingStore>();
        var stored = Assert.Single(await wordings.ReadAsync([await app.ScalarAsync<long>("SELECT min(id) FROM decision_patterns")], "another", CancellationToken.None));
        Assert.Null(stored.Vector);

        await wordings.SaveVectorsAsync([stored with { Vector = [1, 0] }], "another", CancellationToken.None);

        await VectorsAsync(app, 2);
        await app.SqlAsync("DELETE FROM pattern_signatures");
        await VectorsAsync(app, 0);
    }

    [Fact]
    public async Task Known_words_are_matched_without_being_encoded()
    {
        await using var app = await StartAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Verkauft ihr Gutscheine?", "Ja.", 0.5m);
        await Eventually.HoldsAsync(() => Task.FromResult(app.Services.GetRequiredService<PatternIndex>().Encoder is not null));
        var matcher = app.Services.GetRequiredService<PatternMatcher>();
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();

        await matcher.MatchAsync(connection, "verkauft ihr gutscheine", CancellationToken.None);
        await matcher.MatchAsync(connection, "verkauft ihr noch gutscheine", CancellationToken.None);

        Assert.DoesNotContain("verkauft ihr gutscheine", azure.Embedded, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("verkauft ihr noch gutscheine", azure.Embedded, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_the_deployment_is_down_words_are_matched_and_vectors_follow()
    {
        azure.EmbeddingFailure = 503;
        await using var app = await StartAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Verkauft ihr Gutscheine?", "Ja.", 0.5m);
        var index = app.Services.GetRequiredService<PatternIndex>();
        await Eventually.HoldsAsync(async () => (await index.MatchAsync("gutscheine", 1, CancellationToken.None)).Candidates.Count == 1);
        Assert.Null(index.Encoder);

        azure.EmbeddingFailure = null;
        app.Clock.Advance(TimeSpan.FromSeconds(31));

        await VectorsAsync(app, 1);
        await Eventually.HoldsAsync(() => Task.FromResult(index.Encoder is not null));
        azure.EmbeddingFailure = 503;
        Assert.Single((await index.MatchAsync("gutscheine", 1, CancellationToken.None)).Candidates);
    }

    private Task<TestApp> StartAsync() => TestApp.StartLiveAsync(
        KeyValuePair.Create<string, string?>("AzureOpenAI:Endpoint", azure.Endpoint.ToString()),
        KeyValuePair.Create<string, string?>("AzureOpenAI:ApiKey", FakeAzureOpenAI.ApiKey),
        KeyValuePair.Create<string, string?>("AzureOpenAI:ChatDeployment", FakeAzureOpenAI.Deployment),
        KeyValuePair.Create<string, string?>("AzureOpenAI:EmbeddingDeployment", FakeAzureOpenAI.Deployment));

    private static Task VectorsAsync(TestApp app, long count) =>
        Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM wording_vectors") == count);
}
