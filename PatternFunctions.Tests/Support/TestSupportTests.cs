using Azure.Storage.Queues;
using Npgsql;

namespace PatternFunctions.Tests.Support;

public sealed class TestSupportTests
{
    [Fact]
    public async Task Each_test_class_has_an_empty_database_of_its_own()
    {
        await using var first = await TestDatabase.CreateAsync();
        await using var second = await TestDatabase.CreateAsync();

        await using var one = NpgsqlDataSource.Create(first.ConnectionString);
        await using var two = NpgsqlDataSource.Create(second.ConnectionString);
        await one.CreateCommand("CREATE TABLE mine (id int)").ExecuteNonQueryAsync();

        Assert.IsType<DBNull>(await two.CreateCommand("SELECT to_regclass('mine')::text").ExecuteScalarAsync());
    }

    [Fact]
    public async Task Each_test_class_has_queues_of_its_own()
    {
        var first = await TestStorage.CreateAsync();
        var second = await TestStorage.CreateAsync();

        await new QueueClient(first.ConnectionString, "outbound-replies").CreateAsync();

        Assert.False((await new QueueClient(second.ConnectionString, "outbound-replies").ExistsAsync()).Value);
    }
}
