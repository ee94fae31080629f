using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Patterns;

public sealed class IndexLoaderTests
{
    [Fact]
    public async Task A_full_index_follows_what_it_holds_and_takes_no_more()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var question in (string[])["Do you sell gift cards?", "Is there a dress code?", "Where can I park?"])
        {
            await app.SqlAsync(Functions.Patterns.InsertPattern, question, "Yes.", 0.5m);
        }

        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        Assert.Equal(1, await LoadAsync());
        Assert.Equal((2, 2), (index.PatternCount, index.WordingCount));
        Assert.DoesNotContain(index.Find("where can i park", vector: null, 1), candidate => candidate.Similarity > 0.5);

        await app.SqlAsync("INSERT INTO pattern_signatures (signature, pattern_id, wording, source) SELECT md5('x'), min(id), 'gift vouchers', 'approved' FROM decision_patterns");
        await LoadAsync();
        Assert.Equal((2, 3), (index.PatternCount, index.WordingCount));

        async Task<int> LoadAsync()
        {
            var loader = new IndexLoader(app.Services.GetRequiredService<WordingStore>(), encoder: null) { MostWordings = 2 };
            await loader.UpdateAsync(index, WordingStore.Beginning, CancellationToken.None);
            return loader.LeftOut;
        }
    }
}
