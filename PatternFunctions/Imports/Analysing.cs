using System.Globalization;
using System.Text.Json;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Has each group's typical pair analysed, the largest group first, as far as the day's budget goes. The position is the last group that is done.</summary>
public sealed class Analysing(IReplyAnalyser analyser, PatternIndex index, TimeProvider clock) : IImportPhase
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    /// <summary>A pattern that is more likely than not the same is worth a warning.</summary>
    private const double LikelyDuplicate = 0.5;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "analysing" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        while (!session.IsOver && !session.IsTired)
        {
            var group = await session.Connection.Command("""
                SELECT id
                FROM import_staging
                WHERE import_id = $1 AND status = 'grouped'
                ORDER BY pairs DESC, id
                LIMIT 1
                """, session.Import.Id).ScalarAsync<long>(cancellationToken);
            if (group == 0)
            {
                await session.SaveAsync(session.Import with { Status = ImportRow.Finished, StoppedBecause = null }, cancellationToken);
                return;
            }

            await AnalyseAsync(session, group, cancellationToken);
        }
    }

    private async Task AnalyseAsync(ImportSession session, long group, CancellationToken cancellationToken)
    {
        var connection = session.Connection;
        var request = await GroupedAnswers.SettleAsync(connection, group, cancellationToken);
        // Outside of any transaction: a model takes its time.
        var outcome = request is null ? new NotReusable("forgotten")
            : await analyser.AnalyseAsync(request.With(await ConfigStore.ReadAsync(connection, cancellationToken)), cancellationToken);
        if (outcome is TryLater later)
        {
            await session.SaveAsync(
                session.Import with
                {
                    NextAt = clock.GetUtcNow() + (later.RetryAfter ?? Retry),
                    StoppedBecause = later.Reason is TryLaterReason.BudgetSpent ? "Today's budget for the model is spent (ai_daily_budget_usd)." : $"The model is not to be had ({later.Reason}).",
                },
                cancellationToken);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await (outcome switch
        {
            Proposed { Proposal: var proposal } => ProposeAsync(connection, group, proposal, cancellationToken),
            NotReusable { Reason: var reason } => SetAsideAsync(connection, group, reason, cancellationToken),
            Refused { Reasons: var reasons } => SetAsideAsync(connection, group, Codes(reasons), cancellationToken),
            _ => throw new InvalidOperationException($"An analysis came to {outcome.GetType().Name}."),
        });
        var isSaved = await session.SaveAsync(
            session.Import with { Position = group.ToString(CultureInfo.InvariantCulture), Done = session.Import.Done + 1, StoppedBecause = null }, cancellationToken);
        if (isSaved)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task ProposeAsync(NpgsqlConnection connection, long group, PatternProposal proposal, CancellationToken cancellationToken)
    {
        var match = await index.MatchAsync(proposal.CanonicalQuestion, count: 1, cancellationToken);
        await connection.Command("""
            UPDATE import_staging s
            SET status = 'pending', pattern_type = $2, trigger_text = $3, trigger_keywords = $4, response_template = $5,
                required_actions = $6, created_from = $7,
                duplicate_of = COALESCE(
                    (SELECT p.id
                     FROM pattern_signatures known
                     JOIN decision_patterns p ON p.id = known.pattern_id AND p.deleted_at IS NULL
                     WHERE known.signature = $8 OR known.signature IN (SELECT e.pattern_signature FROM pattern_learning_examples e WHERE e.staging_id = s.id)
                     ORDER BY known.signature = $8 DESC, p.id
                     LIMIT 1),
                    (SELECT p.id FROM decision_patterns p WHERE p.id = $9 AND p.deleted_at IS NULL))
            WHERE s.id = $1
            """, group, proposal.PatternType, proposal.CanonicalQuestion, proposal.Keywords.ToArray(), proposal.ResponseTemplate,
            proposal.RequiredActions.ToArray(), $"import:{proposal.CreatedFrom}", PatternSignature.Of(proposal.CanonicalQuestion),
            match.Probability >= LikelyDuplicate ? match.Candidates[0].PatternId : (long?)null).ExecuteAsync(cancellationToken);
    }

    private static Task SetAsideAsync(NpgsqlConnection connection, long group, string reason, CancellationToken cancellationToken) =>
        connection.Command("UPDATE import_staging SET status = 'set_aside', reason = $2 WHERE id = $1", group, reason).ExecuteAsync(cancellationToken);

    private static string Codes(IReadOnlyList<Refusal> reasons) =>
        string.Join(", ", reasons.Select(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Code.ToString())).Distinct());
}
