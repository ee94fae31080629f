using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Patterns;

/// <summary>After a build without npm: the encoder's weights are not beside the app.</summary>
public sealed class MissingWeightsTests
{
    [Fact]
    public async Task The_app_says_so_at_its_start_and_matches_by_words()
    {
        await using var app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Functions.Patterns.InsertPattern, "Do you sell gift cards?", "Yes.", 1m);
        var encoders = new TextEncoders(
            app.Services.GetRequiredService<IOptions<AzureOpenAIOptions>>(), app.Services.GetRequiredService<IConfiguration>(), app.Clock,
            app.Services.GetRequiredService<ILogger<TextEncoders>>())
        {
            Folder = "nowhere",
        };
        var index = ActivatorUtilities.CreateInstance<PatternIndex>(app.Services);
        using var start = ActivatorUtilities.CreateInstance<PatternIndexRefresh>(app.Services, index, encoders);

        await start.StartAsync(CancellationToken.None);
        await index.Loaded;
        await start.StopAsync(CancellationToken.None);

        var match = await index.MatchAsync("any gift cards left", 1, CancellationToken.None);
        Assert.Equal(MatchHead.Lexical, match.Score?.Head);
        Assert.Single(app.Log.Lines, line => line.Contains("The encoder's weights are not in nowhere", StringComparison.Ordinal));
    }
}
