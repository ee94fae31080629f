using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Replies;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Replies;

public sealed class RequestSlotsTests
{
    [Fact]
    public async Task However_many_instances_ask_at_once_each_has_a_slot_of_its_own_and_who_would_wait_too_long_is_sent_away()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var one = NpgsqlDataSource.Create(database.ConnectionString);
        await using var two = NpgsqlDataSource.Create(database.ConnectionString);
        await new MigrationRunner(one, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        RequestSlots[] instances = [new(one), new(two)];
        // Well ahead, so that no slot passes unused while the test runs.
        await one.Command("INSERT INTO request_slots VALUES ('openphone', clock_timestamp() + interval '1 second')").ExecuteAsync(CancellationToken.None);
        var before = await NextAsync(one);

        var waits = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => instances[n % 2].TryTakeAsync(CancellationToken.None)));

        var taken = waits.Count(wait => wait is not null);
        Assert.InRange(taken, 1, 59);
        Assert.True(await NextAsync(one) - before >= taken * RequestSlots.Spacing);
        Assert.All(waits.OfType<TimeSpan>(), wait => Assert.InRange(wait, TimeSpan.Zero, RequestSlots.LongestWait));
    }

    private static Task<DateTime> NextAsync(NpgsqlDataSource database) =>
        database.Command("SELECT next_at FROM request_slots").ScalarAsync<DateTime>(CancellationToken.None);
}
