using System.Globalization;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Scenario;

/// <summary>What an admin types into psql, and what it says.</summary>
/// <param name="Statement">As it was run.</param>
/// <param name="Columns">Empty for a statement that returns no rows.</param>
/// <param name="Result">Such as <c>UPDATE 1</c>.</param>
public sealed record SqlOutcome(string Statement, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Result);

public sealed class AdminSql(NpgsqlDataSource psql)
{
    private const int MostRows = 50;

    /// <exception cref="PostgresException">The statement is wrong.</exception>
    public async Task<SqlOutcome> RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = psql.Command(statement);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<IReadOnlyList<string>> rows = [];
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (++count <= MostRows)
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Show(reader.GetValue(column)))]);
            }
        }

        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var verb = statement.TrimStart().Split(' ', '\n', ';')[0].ToUpperInvariant();
        return new SqlOutcome(
            statement, columns, rows,
            columns.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{verb} {Math.Max(0, reader.RecordsAffected)}")
            : count > MostRows ? string.Create(CultureInfo.InvariantCulture, $"({count} rows, the first {MostRows} shown)")
            : string.Create(CultureInfo.InvariantCulture, $"({count} {(count == 1 ? "row" : "rows")})"));
    }

    private static string Show(object value) => value switch
    {
        DBNull => "",
        bool flag => flag ? "t" : "f",
        string[] items => $"{{{string.Join(',', items)}}}",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        byte[] bytes => $"\\x{Convert.ToHexStringLower(bytes)}",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
