using System.Net;
using System.Text;
using Npgsql;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

/// <summary>The app as a process of its own that is killed again and again while it imports: ten times with PATTERNS_LONG_TESTS=1.</summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class KilledImportTests
{
    private static readonly (int Exchanges, int Kills) size = LongTests.AreAsked ? (20_000, 10) : (600, 1);

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    private readonly Random random = new(20_260_302);

    [Fact]
    public async Task Killed_at_any_moment_and_started_again_it_ends_in_the_same_tables()
    {
        var history = ImportedTables.History(TimeProvider.System.GetUtcNow().AddDays(-200), size.Exchanges);

        var quiet = await ImportAsync(history, kills: 0);
        var restless = await ImportAsync(history, size.Kills);

        ImportedTables.Equal(quiet, restless);
    }

    private async Task<string[]> ImportAsync(string history, int kills)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        var storage = await TestStorage.CreateAsync();
        await using var openPhone = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), TimeProvider.System, CancellationToken.None);
        using var app = AppProcess.Start(database.ConnectionString, storage.ConnectionString, openPhone.BaseUrl);
        await app.UntilReadyAsync();
        using var file = new StringContent(history, Encoding.UTF8, "text/csv");
        using var accepted = await app.Admin.PostAsync("api/imports", file);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        for (var kill = 0; kill < kills; kill++)
        {
            // At any moment: while it starts, while it works on any of the phases, while it has nothing to do.
            await Task.Delay(random.Next(2_000));
            await app.KillAndStartAsync();
            await app.UntilReadyAsync();
            await AnalyseAsync(app, data);
        }

        await Eventually.HoldsAsync(patience, async () => await AnalyseAsync(app, data) is "finished");
        return await ImportedTables.ReadAsync(data);
    }

    /// <summary>Starts the analysis as soon as it is waited for.</summary>
    private static async Task<string?> AnalyseAsync(AppProcess app, NpgsqlDataSource data)
    {
        var status = await data.Command("SELECT status FROM imports").ScalarAsync<string>(CancellationToken.None);
        if (status is "waiting")
        {
            using var started = await app.Admin.PostAsync("api/imports/1/analyse", content: null);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        }

        return status;
    }
}
