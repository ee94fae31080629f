using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Charts;
using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole;

/// <summary>One pattern: its text and versions, its evidence, and the switch.</summary>
public sealed class PatternSection(Pages pages, PatternCatalog catalog, PatternEditor editor, PatternRecords records, ConfigStore configs) : IConsoleSection
{
    private const int MostEvents = 200;
    private const int MostWordings = 60;
    private const int MostExamples = 12;
    private const int MostSwitches = 5;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("patterns/new", (visit, cancellationToken) => NewAsync(visit, form: null, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/new", CreateAsync, Role.Admin),
        ConsoleRoute.Post("patterns/new/preview", (visit, cancellationToken) => NewAsync(visit, PatternForms.Read(visit), cancellationToken), Role.Admin),
        ConsoleRoute.Get("patterns/{id}", (visit, cancellationToken) => ShowAsync(visit, form: null, cancellationToken)),
        ConsoleRoute.Post("patterns/{id}/preview", (visit, cancellationToken) => ShowAsync(visit, PatternForms.Read(visit), cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/edit", EditAsync, Role.Admin),
        ConsoleRoute.Post("patterns/{id}/activate", (visit, cancellationToken) => WithReasonAsync(visit, editor.ActivateAsync, Notices.Activated, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/deactivate", (visit, cancellationToken) => WithReasonAsync(visit, editor.DeactivateAsync, Notices.Deactivated, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/retire", async (visit, cancellationToken) =>
            await EndAsync(visit, await editor.RetireAsync(visit.Id, visit.Form("etag"), visit.Caller, cancellationToken), Notices.Retired, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/restore", async (visit, cancellationToken) =>
            await EndAsync(visit, await editor.RestoreAsync(visit.Id, visit.Form("etag"), visit.Caller, cancellationToken), Notices.Restored, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/versions/{version}/adopt", async (visit, cancellationToken) =>
            visit.Number(1) > int.MaxValue ? await pages.NotFoundAsync(visit, cancellationToken)
            : await EndAsync(visit, await editor.AdoptAsync(visit.Id, (int)visit.Number(1), visit.Form("etag"), visit.Caller, cancellationToken), Notices.Adopted, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/versions/{version}/dismiss", async (visit, cancellationToken) =>
            visit.Number(1) > int.MaxValue ? await pages.NotFoundAsync(visit, cancellationToken)
            : await EndAsync(visit, await editor.DismissAsync(visit.Id, (int)visit.Number(1), visit.Form("etag"), visit.Caller, cancellationToken), Notices.Dismissed, cancellationToken), Role.Admin),
        ConsoleRoute.Post("patterns/{id}/similar/dismiss", async (visit, cancellationToken) =>
            await EndAsync(visit, await editor.DismissSimilarAsync(visit.Id, visit.Form("etag"), visit.Caller, cancellationToken), Notices.TheyDiffer, cancellationToken), Role.Admin),
    ];

    /// <param name="visit">Who asks.</param>
    /// <param name="form">What has been typed so far, if anything.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<IResult> NewAsync(Visit visit, PatternForm? form, CancellationToken cancellationToken)
    {
        var config = await configs.ReadAsync(cancellationToken);
        var preview = form is null ? null : PatternForms.Preview(form, config.Variables);
        var model = new NewPatternModel(form ?? new PatternForm("", PatternTypes.General, "", "", ""), PatternForms.Choices(config, type: null), preview);
        return await pages.ShowAsync<NewPatternView, NewPatternModel>(visit, model, cancellationToken);
    }

    private async Task<IResult> CreateAsync(Visit visit, CancellationToken cancellationToken)
    {
        var form = PatternForms.Read(visit);
        var request = PatternForms.ToCreate(form);
        visit.Problem = Visit.ProblemOf(request);
        var outcome = visit.Problem is null ? await editor.CreateAsync(request, visit.Caller, cancellationToken) : null;
        if (outcome is PatternOutcome.Done { State.Pattern.Id: var id })
        {
            return Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"patterns/{id}"), Notices.Created);
        }

        visit.Problem ??= SentenceOf(outcome!);
        return await NewAsync(visit, form, cancellationToken);
    }

    private async Task<IResult> EditAsync(Visit visit, CancellationToken cancellationToken)
    {
        var form = PatternForms.Read(visit);
        if (await catalog.FindAsync(visit.Id, cancellationToken) is not { } state)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        var request = PatternForms.ToEdit(form, state.Pattern);
        visit.Problem = Visit.ProblemOf(request);
        return visit.Problem is null
            ? await EndAsync(visit, await editor.EditAsync(visit.Id, request, visit.Form("etag"), visit.Caller, cancellationToken), Notices.Saved, cancellationToken, form)
            : await ShowAsync(visit, form, cancellationToken);
    }

    private async Task<IResult> WithReasonAsync(
        Visit visit, Func<long, string, string?, Caller, CancellationToken, Task<PatternOutcome>> change, string notice, CancellationToken cancellationToken)
    {
        var request = new PatternReason { Reason = visit.Form("reason") };
        visit.Problem = Visit.ProblemOf(request);
        return visit.Problem is null
            ? await EndAsync(visit, await change(visit.Id, request.Reason!, visit.Form("etag"), visit.Caller, cancellationToken), notice, cancellationToken)
            : await ShowAsync(visit, form: null, cancellationToken);
    }

    private async Task<IResult> EndAsync(
        Visit visit, PatternOutcome outcome, string notice, CancellationToken cancellationToken, PatternForm? form = null)
    {
        visit.Problem = SentenceOf(outcome);
        return visit.Problem is null
            ? Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"patterns/{visit.Id}"), notice)
            : await ShowAsync(visit, form, cancellationToken);
    }

    internal static string? SentenceOf(PatternOutcome outcome) => outcome switch
    {
        PatternOutcome.Done => null,
        PatternOutcome.Changed => Texts.Pattern_Changed,
        PatternOutcome.NotValid { Reason: var reason } => reason,
        PatternOutcome.Conflict { Reason: var reason } => reason,
        PatternOutcome.NotProved { State: var state } => state.Gates.First(gate => gate.Name is "distinct_operators").Sentence,
        _ => Texts.Pattern_Gone,
    };

    private async Task<IResult> ShowAsync(Visit visit, PatternForm? form, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(visit.Id, cancellationToken) is not { } state)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        var pattern = state.Pattern;
        var config = await configs.ReadAsync(cancellationToken);
        form ??= PatternForms.Of(pattern);
        var versions = await catalog.ListVersionsAsync(visit.Id, cancellationToken);
        var events = await records.EventsOfAsync(visit.Id, MostEvents, cancellationToken);
        var similar = pattern.SimilarTo is { } other && await catalog.FindAsync(other, cancellationToken) is { } twin ? new PatternLink(other, twin.Pattern.TriggerText) : null;
        var needs = state.Gates.FirstOrDefault(gate => gate is { Name: "actions_handled", Ok: false })?.Value.Split(", ") ?? [];
        var model = new PatternModel
        {
            Id = pattern.Id,
            Standing = PatternListSection.StandingOf(pattern),
            Form = form,
            Choices = PatternForms.Choices(config, pattern.PatternType),
            ETag = pattern.ETag,
            Confidence = (double)pattern.ConfidenceScore,
            Version = pattern.Version,
            Executions = pattern.ExecutionCount,
            LastUsedAt = pattern.LastUsedAt,
            CreatedAt = pattern.CreatedAt,
            CreatedFrom = pattern.CreatedFrom,
            Needs = needs,
            SimilarTo = similar,
            MergedInto = pattern.MergedInto,
            Evidence = state.Evidence is { } evidence
                ? new EvidenceRow(
                    evidence.Approved, evidence.Modified, evidence.Rejected, pattern.SuccessCount, config.MinExecutionsForAuto,
                    evidence.DistinctOperators, config.AutoMinDistinctOperators) : null,
            Checklist = [.. state.Gates.Where(gate => !GateWords.IsSwitch(gate)).Select(GateWords.RowOf)],
            Switched = [.. (await records.SwitchesOfAsync(visit.Id, MostSwitches, cancellationToken))
                .Select(change => new SwitchRow(change.IsOn, change.By, change.Reason, change.At))],
            MayBeActivated = state.Gates.All(gate => gate is not { Name: "distinct_operators", Ok: false }),
            Wordings = [.. (await records.WordingsOfAsync(visit.Id, MostWordings, cancellationToken)).Select(wording => new WordingRow(wording.Text, wording.Source, wording.At))],
            Examples = [.. (await records.ExamplesOfAsync(visit.Id, MostExamples, cancellationToken))
                .Select(example => new ExampleRow(example.Question, example.Answer, example.Operator, example.At))],
            Versions = [.. versions.Select(version => new VersionRow(
                version.Version, version.ResponseTemplate, version.Status, version.ApprovedCount, version.ModifiedCount, version.RejectedCount,
                version.SuccessLowerBound, version.CreatedBy, version.CreatedAt))],
            Events = [.. events.Select(change => new ConfidencePoint(change.At, change.Kind, (double)change.Delta, (double)change.Confidence, change.Actor))],
            AutoThreshold = (double)config.AutoExecuteThreshold,
            SuggestThreshold = (double)config.SuggestThreshold,
            QueueThreshold = (double)config.QueueThreshold,
            Preview = PatternForms.Preview(form, config.Variables),
        };
        return await pages.ShowAsync<PatternView, PatternModel>(visit, model, cancellationToken);
    }
}
