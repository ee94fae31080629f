using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Facts;

namespace PatternFunctions.WebConsole;

/// <summary>What answers may say of the business: changed once, said everywhere.</summary>
public sealed class FactsSection(Pages pages, FactStore facts) : IConsoleSection
{
    private static readonly FactForm Blank = new("", FactRules.Text, "", "");

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("facts", (visit, cancellationToken) => ShowAsync(visit, form: null, cancellationToken)),
        ConsoleRoute.Post("facts", SetAsync, Role.Admin),
        ConsoleRoute.Post("facts/delete", async (visit, cancellationToken) =>
            await EndAsync(visit, await facts.DeleteAsync(visit.Form("name") ?? "", visit.Form("etag"), visit.Caller, cancellationToken), Notices.FactDeleted, Read(visit), cancellationToken), Role.Admin),
    ];

    private async Task<IResult> SetAsync(Visit visit, CancellationToken cancellationToken)
    {
        var form = Read(visit);
        var request = new SetFactRequest { Kind = form.Kind, Value = visit.Form("value"), Description = visit.Form("description") };
        visit.Problem = Visit.ProblemOf(request);
        // Without the state that was read, a new one must not take the place of one that is there.
        return visit.Problem is null && visit.Form("etag") is null && (await facts.ListAsync(cancellationToken)).Any(fact => fact.Name == form.Name)
            ? await FailAsync(visit, Texts.Facts_Known, form, cancellationToken)
            : visit.Problem is null
                ? await EndAsync(visit, await facts.SetAsync(form.Name, request, visit.Form("etag"), visit.Caller, cancellationToken), Notices.Saved, form, cancellationToken)
                : await ShowAsync(visit, form, cancellationToken);
    }

    private Task<IResult> EndAsync(Visit visit, FactOutcome outcome, string notice, FactForm form, CancellationToken cancellationToken) => outcome switch
    {
        FactOutcome.Done => Task.FromResult(Pages.Done(visit, "facts", notice)),
        FactOutcome.NotValid { Reason: var reason } => FailAsync(visit, reason, form, cancellationToken),
        FactOutcome.Conflict { Reason: var reason } => FailAsync(visit, reason, form, cancellationToken),
        FactOutcome.Changed => FailAsync(visit, Texts.Facts_Changed, form: null, cancellationToken),
        _ => FailAsync(visit, Texts.Facts_Gone, form: null, cancellationToken),
    };

    private Task<IResult> FailAsync(Visit visit, string problem, FactForm? form, CancellationToken cancellationToken)
    {
        visit.Problem = problem;
        return ShowAsync(visit, form, cancellationToken);
    }

    private static FactForm Read(Visit visit) =>
        new(visit.Form("name") ?? "", visit.Form("kind") ?? FactRules.Text, visit.Form("value") ?? "", visit.Form("description") ?? "");

    /// <param name="visit">Who asks.</param>
    /// <param name="form">What has been typed so far, if anything.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<IResult> ShowAsync(Visit visit, FactForm? form, CancellationToken cancellationToken)
    {
        var known = await facts.ListAsync(cancellationToken);
        var edited = known.FirstOrDefault(fact => fact.Name == (visit.Query("edit") ?? (visit.Form("etag") is null ? null : form?.Name)));
        return await pages.ShowAsync<FactsView, FactsModel>(visit, new FactsModel(
            [.. known.Select(fact => new FactRow(fact.Name, fact.Kind, fact.Value, fact.Description, fact.Problem, fact.UpdatedAt, fact.UpdatedBy))],
            form is { Value.Length: > 0 } || edited is null ? form ?? Blank : new FactForm(edited.Name, edited.Kind, edited.Value, edited.Description),
            edited?.ETag), cancellationToken);
    }
}
