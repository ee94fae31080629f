using Npgsql;
using PatternFunctions.Imports;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

public sealed class ImportSessionTests
{
    [Fact]
    public async Task Who_finds_nothing_to_do_leaves_no_lock_on_the_connection()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await data.OpenConnectionAsync();

        Assert.Null(await ImportSession.OpenAsync(connection, importId: 7, TimeProvider.System, TimeSpan.FromMinutes(1), CancellationToken.None));

        // On a connection of its own, while the first is still open.
        Assert.True(await data.Command("SELECT pg_try_advisory_lock(hashtext('imports'), 7)").ScalarAsync<bool>(CancellationToken.None));
    }
}
