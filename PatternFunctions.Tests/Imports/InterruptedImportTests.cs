using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Imports;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

/// <summary>An import whose worker dies again and again ends in the same tables as one that is left alone.</summary>
public sealed class InterruptedImportTests
{
    private static readonly (int Exchanges, int Deaths) size = LongTests.AreAsked ? (60_000, 40) : (1_900, 10);

    [Fact]
    public async Task A_worker_that_dies_at_any_moment_is_followed_by_another_who_ends_in_the_same_tables()
    {
        var quiet = await ImportAsync(deaths: 0);
        var restless = await ImportAsync(size.Deaths);

        ImportedTables.Equal(quiet, restless);
    }

    private static async Task<string[]> ImportAsync(int deaths)
    {
        await using var app = await TestApp.StartAsync();
        // Its own worker is kept away by whoever has the import first; here that is the test.
        await using var keeper = await app.Psql.OpenConnectionAsync();
        await keeper.Command("SELECT pg_advisory_lock(hashtext('imports'), 1)").ExecuteAsync(CancellationToken.None);
        var import = await app.UploadAsync(ImportedTables.History(new DateTimeOffset(2025, 8, 14, 9, 0, 0, TimeSpan.Zero), size.Exchanges));
        await keeper.CloseAsync();
        var random = new Random(20_260_302);
        await WorkAsync(app, random, deaths, "waiting");
        await app.SqlAsync("UPDATE imports SET status = 'running', phase = 'analysing', position = '', done = 0");
        await WorkAsync(app, random, deaths, "finished");
        return await ImportedTables.ReadAsync(app.Psql);
    }

    private static async Task WorkAsync(TestApp app, Random random, int deaths, string until)
    {
        for (var death = 0; await app.ScalarAsync<string>("SELECT status FROM imports") != until; death++)
        {
            using var life = new CancellationTokenSource();
            var work = app.Services.GetRequiredService<ImportRunner>().WorkAsync(new ImportWork(1), life.Token);
            if (death < deaths)
            {
                await Task.WhenAny(work, Task.Delay(random.Next(150)));
                await life.CancelAsync();
            }

            await work.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
