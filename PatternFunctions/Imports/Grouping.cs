using System.Globalization;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Puts pairs that ask the same together: first by signature, then the wordings by likeness, the commonest first. The
/// position is how many wordings are done. At its end the largest groups wait for their analysis, with its price.
/// </summary>
public sealed class Grouping(PatternIndex index, IReplyAnalyser analyser) : IImportPhase
{
    /// <summary>What was asked once in a long history is rarely worth a pattern: the commonest wordings are enough, and encoding takes time.</summary>
    private const int MostWordings = 20_000;

    /// <summary>A person has to read them.</summary>
    private const int MostGroups = 500;

    private const int WordingsAtOnce = 256;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "grouping" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        await index.Loaded.WaitAsync(cancellationToken);
        var connection = session.Connection;
        var groups = new QuestionGroups(index.Encoder);
        await groups.AddLeadersAsync(await connection.Command("""
            SELECT e.id, e.customer_message
            FROM import_staging s
            JOIN pattern_learning_examples e ON e.id = s.leader_id
            WHERE s.import_id = $1
            ORDER BY s.id
            """, session.Import.Id).ListAsync(reader => (reader.GetInt64(0), reader.GetString(1)), cancellationToken), cancellationToken);
        var total = await connection.Command(
            "SELECT count(DISTINCT pattern_signature) FROM pattern_learning_examples WHERE import_id = $1 AND status = 'imported'", session.Import.Id)
            .ScalarAsync<long>(cancellationToken);
        while (!session.IsOver && !session.IsTired && session.Import.Phase is "grouping")
        {
            var wordings = session.Import.Done >= MostWordings ? [] : await ReadNextAsync(connection, session.Import.Id, cancellationToken);
            if (wordings.Count == 0)
            {
                await FinishAsync(session, cancellationToken);
                return;
            }

            await JoinAsync(session, groups, wordings, Math.Min(total, MostWordings), cancellationToken);
        }
    }

    private static Task<List<Wording>> ReadNextAsync(NpgsqlConnection connection, long importId, CancellationToken cancellationToken) =>
        connection.Command("""
            WITH next AS (
                SELECT pattern_signature, min(id) AS id, count(*) AS pairs
                FROM pattern_learning_examples
                WHERE import_id = $1 AND status = 'imported' AND staging_id IS NULL
                GROUP BY 1
                ORDER BY 3 DESC, 2
                LIMIT $2
            )
            SELECT n.id, n.pattern_signature, e.customer_message
            FROM next n
            JOIN pattern_learning_examples e USING (id)
            ORDER BY n.pairs DESC, n.id
            """, importId, WordingsAtOnce).ListAsync(reader => new Wording(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)), cancellationToken);

    private static async Task JoinAsync(
        ImportSession session, QuestionGroups groups, List<Wording> wordings, long total, CancellationToken cancellationToken)
    {
        var leaders = await groups.JoinAsync([.. wordings.Select(wording => (wording.Id, wording.Text))], cancellationToken);
        var (connection, import) = (session.Connection, session.Import);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("INSERT INTO import_staging (import_id, leader_id) SELECT $1, id FROM unnest($2) WITH ORDINALITY AS leader (id, place) ORDER BY place",
            import.Id, wordings.Select(wording => wording.Id).Where((id, place) => leaders[place] == id).ToArray()).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_learning_examples e
            SET staging_id = s.id
            FROM unnest($2::text[], $3::bigint[]) AS joined (signature, leader_id)
            JOIN import_staging s ON s.import_id = $1 AND s.leader_id = joined.leader_id
            WHERE e.import_id = $1 AND e.status = 'imported' AND e.pattern_signature = joined.signature
            """, import.Id, wordings.Select(wording => wording.Signature).ToArray(), leaders.ToArray()).ExecuteAsync(cancellationToken);
        var done = import.Done + wordings.Count;
        if (await session.SaveAsync(import with { Position = done.ToString(CultureInfo.InvariantCulture), Done = done, Total = total }, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task FinishAsync(ImportSession session, CancellationToken cancellationToken)
    {
        var (connection, import) = (session.Connection, session.Import);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("""
            UPDATE import_staging s
            SET pairs = known.pairs, wordings = known.wordings, operators = known.operators, first_at = known.first_at, last_at = known.last_at
            FROM (
                SELECT staging_id, count(*) AS pairs, count(DISTINCT pattern_signature) AS wordings, count(DISTINCT operator) AS operators,
                       min(created_at) AS first_at, max(created_at) AS last_at
                FROM pattern_learning_examples
                WHERE import_id = $1
                GROUP BY 1
            ) known
            WHERE s.id = known.staging_id
            """, import.Id).ExecuteAsync(cancellationToken);
        await connection.Command("""
            DELETE FROM import_staging
            WHERE id IN (SELECT id FROM import_staging WHERE import_id = $1 ORDER BY pairs DESC, id OFFSET $2)
            """, import.Id, MostGroups).ExecuteAsync(cancellationToken);
        var groups = await connection.Command("SELECT id FROM import_staging WHERE import_id = $1 ORDER BY id", import.Id)
            .ListAsync(reader => reader.GetInt64(0), cancellationToken);
        var cost = 0m;
        foreach (var group in groups)
        {
            if (await GroupedAnswers.SettleAsync(connection, group, cancellationToken) is { } typical)
            {
                cost += analyser.EstimateUsd(typical);
            }
        }

        var isSaved = await session.SaveAsync(
            import with
            {
                Status = groups.Count == 0 ? ImportRow.Finished : ImportRow.Waiting,
                Groups = groups.Count,
                EstimatedUsd = cost,
                StoppedBecause = groups.Count == 0 ? null : "An admin has to start the analysis of its groups.",
            },
            cancellationToken);
        if (isSaved)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private sealed record Wording(long Id, string Signature, string Text);
}
