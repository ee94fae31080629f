using System.Globalization;
using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Puts pairs that ask the same together: first by signature, then the wordings by likeness, the commonest first. The
/// position is how many wordings are done. At its end the largest groups are left, to be settled.
/// </summary>
public sealed class Grouping(PatternIndex index) : IImportPhase
{
    /// <summary>What was asked once in a long history is rarely worth a pattern: the commonest wordings are enough, and encoding takes time.</summary>
    private const int MostWordings = 20_000;

    private const int WordingsAtOnce = 256;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "grouping" } && !Settling.IsAt(import);

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        await index.Loaded.WaitAsync(cancellationToken);
        var connection = session.Connection;
        var groups = new QuestionGroups(index.Encoder);
        var leaders = await connection.Command("""
            SELECT e.id, e.customer_message
            FROM import_staging s
            JOIN pattern_learning_examples e ON e.id = s.leader_id
            WHERE s.import_id = $1
            ORDER BY s.id
            """, session.Import.Id).ListAsync(reader => (reader.GetInt64(0), reader.GetString(1)), cancellationToken);
        await groups.AddLeadersAsync(leaders, cancellationToken);
        var done = session.Import.Position.Length == 0 ? 0 : int.Parse(session.Import.Position, CultureInfo.InvariantCulture);
        var progress = new GroupingProgress { Wordings = done, Groups = leaders.Count };
        var wordings = await ReadAsync(connection, session.Import.Id, MostWordings - done, cancellationToken);
        progress.Expect(wordings.Sum(wording => wording.Pairs), wordings.Count);
        foreach (var chunk in wordings.Chunk(WordingsAtOnce))
        {
            await JoinAsync(session, groups, chunk, progress, cancellationToken);
            if (session.IsOver || session.IsTired)
            {
                return;
            }
        }

        await Settling.BeginAsync(session, cancellationToken);
    }

    private static Task<List<Wording>> ReadAsync(NpgsqlConnection connection, long importId, int most, CancellationToken cancellationToken) =>
        connection.Command("""
            WITH next AS (
                SELECT pattern_signature, min(id) AS id, count(*) AS pairs
                FROM pattern_learning_examples
                WHERE import_id = $1 AND status = 'imported' AND staging_id IS NULL
                GROUP BY 1
                ORDER BY 3 DESC, 2
                LIMIT $2
            )
            SELECT n.id, n.pattern_signature, e.customer_message, n.pairs
            FROM next n
            JOIN pattern_learning_examples e USING (id)
            ORDER BY n.pairs DESC, n.id
            """, importId, most).ListAsync(
            reader => new Wording(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)), cancellationToken);

    private static async Task JoinAsync(
        ImportSession session, QuestionGroups groups, Wording[] wordings, GroupingProgress progress, CancellationToken cancellationToken)
    {
        var leaders = await groups.JoinAsync([.. wordings.Select(wording => (wording.Id, wording.Text))], cancellationToken);
        var (connection, import) = (session.Connection, session.Import);
        var found = wordings.Select(wording => wording.Id).Where((id, place) => leaders[place] == id).ToArray();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command(
            "INSERT INTO import_staging (import_id, leader_id) SELECT $1, id FROM unnest($2) WITH ORDINALITY AS leader (id, place) ORDER BY place",
            import.Id, found).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_learning_examples e
            SET staging_id = s.id
            FROM unnest($2::text[], $3::bigint[]) AS joined (signature, leader_id)
            JOIN import_staging s ON s.import_id = $1 AND s.leader_id = joined.leader_id
            WHERE e.import_id = $1 AND e.status = 'imported' AND e.pattern_signature = joined.signature
            """, import.Id, wordings.Select(wording => wording.Signature).ToArray(), leaders.ToArray()).ExecuteAsync(cancellationToken);
        progress.Add(wordings.Length, wordings.Sum(wording => wording.Pairs), found.Length);
        var after = import with
        {
            Position = progress.Wordings.ToString(CultureInfo.InvariantCulture),
            Done = import.Done + progress.LastWork,
            Total = import.Done + progress.LastWork + progress.WorkLeft,
        };
        if (await session.SaveAsync(after, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private sealed record Wording(long Id, string Signature, string Text, long Pairs);
}
