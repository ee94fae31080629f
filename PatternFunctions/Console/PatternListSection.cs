using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole;

/// <summary>The patterns, searched and sorted; and what a message would come to.</summary>
public sealed class PatternListSection(Pages pages, PatternCatalog catalog, PatternRecords records, PatternTester tester, ConfigStore configs) : IConsoleSection
{
    private const int PageSize = 40;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("patterns", ShowAsync),
        ConsoleRoute.Get("try", (visit, cancellationToken) => pages.ShowAsync<TryView, TryModel>(visit, new TryModel("", "", Result: null), cancellationToken)),
        // A customer's words do not belong in an address, which is written to logs.
        ConsoleRoute.Post("try", TryAsync),
    ];

    internal static PatternStanding StandingOf(PatternDetails pattern) =>
        pattern.DeletedAt is not null ? PatternStanding.Retired
        : pattern is { IsActive: true, AutoExecutable: true } ? PatternStanding.Active : PatternStanding.Learning;

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var state = visit.Query("state");
        var config = await configs.ReadAsync(cancellationToken);
        var types = config.PatternTypes;
        var query = new ListPatternsQuery
        {
            Text = visit.Query("text") is { Length: <= 200 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null,
            Type = visit.Query("type") is { } type && types.Contains(type) ? type : null,
            IsActive = state switch { "active" => true, "inactive" => false, _ => null },
            Retired = state is "retired",
            Proposals = state is "proposals",
            Sort = visit.Query("sort") is ("confidence" or "used") and var sort ? sort : "newest",
            Limit = PageSize,
        };
        var patterns = await catalog.ListAsync(query, Cursor.Parse(visit.Query("after") ?? "") ?? Cursor.Top, cancellationToken);
        var gates = await catalog.GatesOfSwitchedOnAsync(patterns.Where(pattern => StandingOf(pattern) is PatternStanding.Active).Select(pattern => pattern.Id), config, cancellationToken);
        var trends = await records.TrendsOfAsync(patterns.Select(pattern => pattern.Id), cancellationToken);
        return await pages.ShowAsync<PatternListView, PatternListModel>(visit, new PatternListModel
        {
            Rows = [.. patterns.Select(pattern => RowOf(pattern, trends.GetValueOrDefault(pattern.Id), gates.GetValueOrDefault(pattern.Id)))],
            Text = query.Text,
            Type = query.Type,
            State = state,
            Sort = query.Sort,
            Types = types,
            Undecided = await records.CountUndecidedAsync(cancellationToken),
            Next = patterns.Count == PageSize ? visit.With("after", PatternCatalog.CursorAfter(patterns[^1], query.Sort).ToString()) : null,
        }, cancellationToken);
    }

    private static PatternListRow RowOf(PatternDetails pattern, PatternTrend? trend, IReadOnlyList<Gate>? gates) => new()
    {
        Id = pattern.Id,
        Question = pattern.TriggerText,
        Answer = pattern.ResponseTemplate,
        Type = pattern.PatternType,
        Standing = StandingOf(pattern),
        Missing = gates?.Count(gate => !gate.Ok),
        IsNever = gates?.Any(gate => gate is { Name: "actions_handled", Ok: false }) ?? false,
        Confidence = (double)pattern.ConfidenceScore,
        Approved = trend?.Approved ?? 0,
        Modified = trend?.Modified ?? 0,
        Rejected = trend?.Rejected ?? 0,
        LowerBound = trend is null ? 0 : SuccessBound.Lower(trend.Approved, trend.Approved + trend.Modified + trend.Rejected),
        LastUsedAt = pattern.LastUsedAt,
        Proposals = pattern.ProposedVersions,
        SimilarTo = pattern.SimilarTo,
        Trend = [.. (trend?.Confidences ?? []).Select(confidence => (double)confidence)],
    };

    private async Task<IResult> TryAsync(Visit visit, CancellationToken cancellationToken)
    {
        var request = new TestPatternsRequest { Message = visit.Form("message"), CustomerName = visit.Form("name") };
        visit.Problem = Visit.ProblemOf(request);
        var test = visit.Problem is null ? await tester.ExplainAsync(request, cancellationToken) : null;
        var confidence = test?.Candidates.FirstOrDefault(candidate => candidate.PatternId == test.Decision.PatternId)?.ConfidenceScore;
        return await pages.ShowAsync<TryView, TryModel>(visit, new TryModel(request.Message ?? "", request.CustomerName ?? "", test is null ? null : new TryResult
        {
            Would = test.Decision.Would.ToString().ToLowerInvariant(),
            Because = Explanations.Of(test.Decision, confidence),
            PatternId = test.Decision.PatternId,
            Reply = test.Reply,
            Normalised = test.Normalised,
            Candidates = [.. test.Candidates.Select(candidate => new TryCandidate(
                candidate.PatternId, candidate.Question, candidate.NearestWording, candidate.Similarity, (double)candidate.ConfidenceScore))],
        }), cancellationToken);
    }
}
