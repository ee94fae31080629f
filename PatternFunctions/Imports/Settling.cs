using System.Globalization;
using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// The end of grouping: the largest groups are kept, and of each the typical answer is found, with what its analysis may
/// cost. The position is the last group that is done, behind a mark.
/// </summary>
public sealed class Settling(IReplyAnalyser analyser) : IImportPhase
{
    private const string Mark = "groups:";
    private const int GroupsAtOnce = 20;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "grouping" } && IsAt(import);

    public static bool IsAt(ImportRow import) => import.Position.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Counts what each group has, and leaves the largest.</summary>
    public static async Task BeginAsync(ImportSession session, CancellationToken cancellationToken)
    {
        var (connection, import) = (session.Connection, session.Import);
        await using var step = await connection.BeginTransactionAsync(cancellationToken);
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
            """, import.Id, GroupingProgress.MostGroups).ExecuteAsync(cancellationToken);
        var groups = await connection.Command("SELECT count(*) FROM import_staging WHERE import_id = $1", import.Id).ScalarAsync<long>(cancellationToken);
        var after = import with
        {
            Position = $"{Mark}0",
            Total = import.Done + (groups * GroupingProgress.PerGroup),
            Groups = groups,
            EstimatedUsd = 0,
        };
        if (await session.SaveAsync(after, cancellationToken))
        {
            await step.CommitAsync(cancellationToken);
        }
    }

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        while (!session.IsOver && !session.IsTired)
        {
            var last = long.Parse(session.Import.Position.AsSpan(Mark.Length), CultureInfo.InvariantCulture);
            var groups = await session.Connection.Command("SELECT id FROM import_staging WHERE import_id = $1 AND id > $2 ORDER BY id LIMIT $3", session.Import.Id, last, GroupsAtOnce)
                .ListAsync(reader => reader.GetInt64(0), cancellationToken);
            await (groups.Count == 0 ? FinishAsync(session, cancellationToken) : SettleAsync(session, groups, cancellationToken));
        }
    }

    private async Task SettleAsync(ImportSession session, List<long> groups, CancellationToken cancellationToken)
    {
        var (connection, import) = (session.Connection, session.Import);
        await using var step = await connection.BeginTransactionAsync(cancellationToken);
        var cost = 0m;
        foreach (var group in groups)
        {
            if (await GroupedAnswers.SettleAsync(connection, group, cancellationToken) is { } typical)
            {
                cost += analyser.EstimateUsd(typical);
            }
        }

        var after = import with
        {
            Position = string.Create(CultureInfo.InvariantCulture, $"{Mark}{groups[^1]}"),
            Done = import.Done + (groups.Count * GroupingProgress.PerGroup),
            EstimatedUsd = import.EstimatedUsd + cost,
        };
        if (await session.SaveAsync(after, cancellationToken))
        {
            await step.CommitAsync(cancellationToken);
        }
    }

    private static Task<bool> FinishAsync(ImportSession session, CancellationToken cancellationToken) => session.SaveAsync(
        session.Import with
        {
            Status = session.Import.Groups == 0 ? ImportRow.Finished : ImportRow.Waiting,
            StoppedBecause = session.Import.Groups == 0 ? null : "An admin has to start the analysis of its groups.",
        },
        cancellationToken);
}
