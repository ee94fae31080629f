using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Imports;
using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole;

/// <summary>What an import proposes: looked through, mended, and decided one by one or many at once.</summary>
public sealed class StagingSection(Pages pages, StagingDesk desk, StagedCounts counts, ConfigStore configs) : IConsoleSection
{
    private const int PageSize = 50;
    private const string Row = "imports/{id}/staging/{row}";

    private static readonly string[] Statuses = ["pending", "set_aside", "approved", "rejected", "grouped"];

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("imports/{id}/staging", ShowAsync),
        ConsoleRoute.Post("imports/{id}/staging/bulk", DecideAllAsync, Role.Admin),
        ConsoleRoute.Post("imports/{id}/staging/selected", DecideSelectedAsync, Role.Admin),
        ConsoleRoute.Get(Row, (visit, cancellationToken) => ShowOneAsync(visit, form: null, cancellationToken)),
        ConsoleRoute.Post(Row + "/preview", (visit, cancellationToken) => ShowOneAsync(visit, PatternForms.Read(visit), cancellationToken), Role.Admin),
        ConsoleRoute.Post(Row + "/edit", EditAsync, Role.Admin),
        ConsoleRoute.Post(Row + "/reject", async (visit, cancellationToken) =>
            await EndAsync(visit, await desk.RejectAsync(visit.Id, visit.Number(1), visit.Caller, cancellationToken), form: null, toList: true, cancellationToken), Role.Admin),
    ];

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var status = Statuses.Contains(visit.Query("status")) ? visit.Query("status")! : "pending";
        var query = new StagingQuery { Status = status, Limit = PageSize };
        if (await desk.ListAsync(visit.Id, query, Cursor.Parse(visit.Query("after") ?? "") ?? Cursor.Top, cancellationToken) is not { } page)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        return await pages.ShowAsync<StagingView, StagingModel>(visit, new StagingModel
        {
            ImportId = visit.Id,
            Status = status,
            Rows = [.. page.Items.Select(ImportModels.Of)],
            Counts = await counts.OfAsync(visit.Id, cancellationToken),
            Next = page.NextCursor is { } next && HttpMethods.IsGet(visit.Request.Method) ? visit.With("after", next) : null,
        }, cancellationToken);
    }

    /// <summary>All that have so much evidence. Duplicates are left to a person.</summary>
    private async Task<IResult> DecideAllAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (Whole(visit.Form("min_pairs")) is not { } pairs || Whole(visit.Form("min_alike")) is not { } alike)
        {
            visit.Problem = Texts.Bulk_Numbers;
            return await ShowAsync(visit, cancellationToken);
        }

        var request = new BulkStagingRequest { MinPairs = pairs, MinAlikePercent = alike };
        visit.Problem = Visit.ProblemOf(request);
        if (visit.Problem is not null)
        {
            return await ShowAsync(visit, cancellationToken);
        }

        var result = visit.Form("decision") is "approve"
            ? await desk.ApproveAsync(visit.Id, request, visit.Caller, cancellationToken)
            : await desk.RejectAsync(visit.Id, request, visit.Caller, cancellationToken);
        return result is null ? await pages.NotFoundAsync(visit, cancellationToken) : Back(visit, Notices.Decided(result.Decided.Count, result.Left.Count));
    }

    private async Task<IResult> DecideSelectedAsync(Visit visit, CancellationToken cancellationToken)
    {
        var rows = (visit.Form("rows") ?? "").Split(',').Select(text => (long?)(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null))
            .OfType<long>().Take(PageSize).ToList();
        if (rows.Count == 0)
        {
            visit.Problem = Texts.Selected_None;
            return await ShowAsync(visit, cancellationToken);
        }

        var decided = 0;
        foreach (var row in rows)
        {
            var outcome = visit.Form("decision") is "approve"
                ? await desk.ApproveAsync(visit.Id, row, visit.Caller, cancellationToken)
                : await desk.RejectAsync(visit.Id, row, visit.Caller, cancellationToken);
            decided += outcome is StagingOutcome.Done ? 1 : 0;
        }

        return Back(visit, Notices.Decided(decided, rows.Count - decided));
    }

    private async Task<IResult> EditAsync(Visit visit, CancellationToken cancellationToken)
    {
        var (form, isApproved) = (PatternForms.Read(visit), visit.Form("then") is "approve");
        var request = new EditPatternRequest
        {
            PatternType = form.Type,
            TriggerText = form.Question,
            ResponseTemplate = form.Template,
            TriggerKeywords = PatternForms.KeywordsOf(form),
        };
        visit.Problem = Visit.ProblemOf(request);
        if (visit.Problem is not null)
        {
            return await ShowOneAsync(visit, form, cancellationToken);
        }

        var outcome = await desk.EditAsync(visit.Id, visit.Number(1), request, visit.Caller, cancellationToken);
        if (outcome is StagingOutcome.Done && isApproved)
        {
            outcome = await desk.ApproveAsync(visit.Id, visit.Number(1), visit.Caller, cancellationToken);
        }

        return await EndAsync(visit, outcome, form, isApproved, cancellationToken);
    }

    private async Task<IResult> EndAsync(Visit visit, StagingOutcome outcome, PatternForm? form, bool toList, CancellationToken cancellationToken)
    {
        visit.Problem = outcome switch
        {
            StagingOutcome.Done => null,
            StagingOutcome.NotValid { Reason: var reason } => reason,
            StagingOutcome.Conflict { Reason: var reason } => reason,
            _ => Texts.Staged_Gone,
        };
        return visit.Problem is not null ? await ShowOneAsync(visit, form, cancellationToken)
            : toList ? Back(visit, Notices.Decided(1, 0))
            : Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"imports/{visit.Id}/staging/{visit.Number(1)}"), Notices.Saved);
    }

    private async Task<IResult> ShowOneAsync(Visit visit, PatternForm? form, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(visit.Id, visit.Number(1), cancellationToken) is not { } staged)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        var (row, config) = (ImportModels.Of(staged), await configs.ReadAsync(cancellationToken));
        form ??= new PatternForm(
            staged.TriggerText ?? row.Question, staged.PatternType ?? Learning.PatternTypes.General, row.Template ?? "", string.Join(", ", staged.TriggerKeywords), row.Question);
        return await pages.ShowAsync<StagedView, StagedModel>(
            visit, new StagedModel(visit.Id, row, form, PatternForms.Choices(config, staged.PatternType), PatternForms.Preview(form, config.Variables)), cancellationToken);
    }

    private static IResult Back(Visit visit, string notice) => Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"imports/{visit.Id}/staging"), notice);

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
