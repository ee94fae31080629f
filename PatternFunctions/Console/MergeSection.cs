using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;
using PatternFunctions.Patterns;
using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole;

/// <summary>Two patterns that ask the same: found, compared, and made one.</summary>
public sealed class MergeSection(Pages pages, PatternCatalog catalog, PatternEditor editor, PatternTester tester, PatternRecords records) : IConsoleSection
{
    private const int MostWordings = 60;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("patterns/{id}/merge", (visit, cancellationToken) => ShowAsync(visit, Number(visit.Query("into")), cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/merge", MergeAsync, Role.Admin),
    ];

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<IResult> MergeAsync(Visit visit, CancellationToken cancellationToken)
    {
        var request = new MergePatternRequest { Into = Number(visit.Form("into")), Reason = visit.Form("reason") };
        visit.Problem = Visit.ProblemOf(request);
        if (visit.Problem is not null)
        {
            return await ShowAsync(visit, request.Into, cancellationToken);
        }

        visit.Problem = PatternSection.SentenceOf(await editor.MergeAsync(visit.Id, request, visit.Form("etag"), visit.Caller, cancellationToken));
        return visit.Problem is null
            ? Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"patterns/{request.Into}"), Notices.Merged)
            : await ShowAsync(visit, request.Into, cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, long? intoId, CancellationToken cancellationToken)
    {
        if (await SideAsync(visit.Id, cancellationToken) is not ({ Standing: not PatternStanding.Retired } from, var etag))
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        var into = intoId is { } id && id != visit.Id ? (await SideAsync(id, cancellationToken))?.Side : null;
        if (into is null or { Standing: PatternStanding.Retired })
        {
            visit.Problem ??= intoId is null ? null : Texts.Merge_NoSuch;
            into = null;
        }

        var alike = into is null ? (await tester.ExplainAsync(new TestPatternsRequest { Message = from.Question }, cancellationToken)).Candidates : [];
        return await pages.ShowAsync<MergeView, MergeModel>(visit, new MergeModel(
            from, into, [.. alike.Where(candidate => candidate.PatternId != from.Id).Select(candidate => new MergeCandidate(candidate.PatternId, candidate.Question, candidate.Similarity))], etag),
            cancellationToken);
    }

    private async Task<(MergeSide Side, string ETag)?> SideAsync(long id, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, cancellationToken) is not { } state)
        {
            return null;
        }

        var (pattern, evidence) = (state.Pattern, state.Evidence);
        var wordings = await records.WordingsOfAsync(id, MostWordings, cancellationToken);
        return (new MergeSide(
            id, pattern.TriggerText, pattern.ResponseTemplate, pattern.PatternType, PatternListSection.StandingOf(pattern), (double)pattern.ConfidenceScore,
            evidence is null ? 0 : evidence.Approved + evidence.Modified + evidence.Rejected, [.. wordings.Select(wording => wording.Text)]), pattern.ETag);
    }
}
