using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Names of the people who answer for the business: messages tell their ids alone. The last word on a name holds.</summary>
internal static class ImportedUsers
{
    public static async Task<long> SaveAsync(
        NpgsqlConnection connection, long importId, IReadOnlyList<ExportedUser> users, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = users.GroupBy(user => user.Id, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(user => user.Id, StringComparer.Ordinal).ToList();
        return await connection.Command("""
            INSERT INTO operators (openphone_id, name, updated_at, import_id)
            SELECT id, name, $3, $4
            FROM unnest($1::text[], $2::text[]) AS user_ (id, name)
            ON CONFLICT (openphone_id) DO UPDATE
            SET name = EXCLUDED.name, updated_at = EXCLUDED.updated_at
            WHERE operators.name <> EXCLUDED.name
            """, last.Select(user => user.Id).ToArray(), last.Select(user => user.Name).ToArray(), now, importId).ExecuteAsync(cancellationToken);
    }
}
