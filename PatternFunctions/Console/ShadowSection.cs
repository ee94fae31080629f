using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>What the system would have done: live, and with an import's history.</summary>
public sealed class ShadowSection(Pages pages, ShadowReader reader) : IConsoleSection
{
    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("insights/shadow", ShowLiveAsync),
        ConsoleRoute.Get("insights/shadow.html", async (visit, cancellationToken) => File(await reader.ReadLiveAsync(LiveQuery(visit), cancellationToken), "shadow.html")),
        ConsoleRoute.Get("imports/{id}/report", PlayAsync),
        ConsoleRoute.Get("imports/{id}/report.html", async (visit, cancellationToken) =>
            await reader.PlayAsync(visit.Id, PlayQuery(visit), cancellationToken) is { } report
                ? File(report, "report.html") : await pages.NotFoundAsync(visit, cancellationToken)),
    ];

    private async Task<IResult> ShowLiveAsync(Visit visit, CancellationToken cancellationToken)
    {
        var query = LiveQuery(visit);
        return await pages.ShowAsync<ShadowView, ShadowModel>(visit, new ShadowModel
        {
            Days = query.Days,
            RiskPercent = query.RiskPercent,
            File = Link.To(string.Create(CultureInfo.InvariantCulture, $"insights/shadow.html?days={query.Days}&risk={query.RiskPercent}")),
            Report = ShadowBodies.Of(await reader.ReadLiveAsync(query, cancellationToken)),
        }, cancellationToken);
    }

    /// <summary>A history is played when it is asked for, not when the page is opened: that takes some seconds.</summary>
    private async Task<IResult> PlayAsync(Visit visit, CancellationToken cancellationToken)
    {
        var query = PlayQuery(visit);
        var report = visit.Query("questions") is null ? null : await reader.PlayAsync(visit.Id, query, cancellationToken);
        return await pages.ShowAsync<ShadowView, ShadowModel>(visit, new ShadowModel
        {
            ImportId = visit.Id,
            Questions = query.Questions,
            RiskPercent = query.RiskPercent,
            File = report is null ? null
                : Link.To(string.Create(CultureInfo.InvariantCulture, $"imports/{visit.Id}/report.html?questions={query.Questions}&risk={query.RiskPercent}")),
            Report = report is null ? null : ShadowBodies.Of(report),
        }, cancellationToken);
    }

    private static IResult File(ShadowReport report, string name) =>
        TypedResults.Bytes(System.Text.Encoding.UTF8.GetBytes(ShadowPage.Render(report)), "text/html; charset=utf-8", name);

    private static ShadowQuery LiveQuery(Visit visit) => new() { Days = Whole(visit, "days", 1, 366, 30), RiskPercent = Whole(visit, "risk", 1, 50, 5) };

    private static ReplayQuery PlayQuery(Visit visit) => new() { Questions = Whole(visit, "questions", 10, 5000, 2000), RiskPercent = Whole(visit, "risk", 1, 50, 5) };

    private static int Whole(Visit visit, string name, int least, int most, int otherwise) =>
        int.TryParse(visit.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : otherwise;
}
