using System.Collections.Concurrent;
using Npgsql;

namespace PatternFunctions.Benchmarks.WebConsole;

/// <summary>Hears what is asked of the database, and asks it again, in the same order and with the same values.</summary>
internal sealed class CommandEar
{
    private ConcurrentQueue<(string Sql, NpgsqlParameter[] Parameters)>? heard;

    public void Hear(NpgsqlCommand command) => Hear(command.CommandText, command.Parameters);

    public void Hear(NpgsqlBatch batch)
    {
        foreach (NpgsqlBatchCommand command in batch.BatchCommands)
        {
            Hear(command.CommandText, command.Parameters);
        }
    }

    public void Listen() => heard = new();

    /// <returns>What was asked since <see cref="Listen"/>.</returns>
    public IReadOnlyList<(string Sql, NpgsqlParameter[] Parameters)> Finish() => [.. Interlocked.Exchange(ref heard, null) ?? []];

    /// <summary>With every row and value read, as the page had to.</summary>
    public static async Task AskAgainAsync(
        NpgsqlConnection connection, IReadOnlyList<(string Sql, NpgsqlParameter[] Parameters)> commands, CancellationToken cancellationToken)
    {
        foreach (var (sql, parameters) in commands)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddRange(parameters.Select(parameter => parameter.Clone()).ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync(cancellationToken))
            {
                reader.GetValues(row);
            }
        }
    }

    private void Hear(string sql, NpgsqlParameterCollection parameters) => heard?.Enqueue((sql, [.. parameters.Select(parameter => parameter.Clone())]));
}
