using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Rows that could not be used. The first are kept with their lines; people correct a file by these, and not by the millionth.</summary>
internal static class ImportProblems
{
    private const int MostKept = 1000;
    private const int MostShown = 20;

    public static Task SaveAsync(NpgsqlConnection connection, long importId, IEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var bad = rows.Take(MostKept).ToList();
        return bad.Count == 0 ? Task.CompletedTask : connection.Command("""
            INSERT INTO import_problems (import_id, line, reason)
            SELECT $1, bad.line, bad.reason
            FROM unnest($2::bigint[], $3::text[]) AS bad (line, reason)
            WHERE (SELECT count(*) FROM import_problems WHERE import_id = $1) < $4
            ON CONFLICT DO NOTHING
            """, importId, bad.Select(row => row.Line).ToArray(), bad.Select(row => row.Problem ?? "it has no id").ToArray(), MostKept)
            .ExecuteAsync(cancellationToken);
    }

    public static Task<List<ImportProblem>> ListAsync(NpgsqlConnection connection, long importId, CancellationToken cancellationToken) =>
        connection.Command("SELECT line, reason FROM import_problems WHERE import_id = $1 ORDER BY line LIMIT $2", importId, MostShown)
            .ListAsync(reader => new ImportProblem(reader.GetInt64(0), reader.GetString(1)), cancellationToken);
}
