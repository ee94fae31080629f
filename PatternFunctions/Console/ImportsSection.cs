using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Imports;

namespace PatternFunctions.WebConsole;

/// <summary>The past is brought in here, watched, stopped and taken back.</summary>
public sealed class ImportsSection(Pages pages, ImportDesk desk, StagedCounts staged, ConfigStore configs, TimeProvider clock) : IConsoleSection
{
    /// <summary>What a form adds to its file.</summary>
    private const int Envelope = 16 * 1024;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("imports", ShowAsync),
        ConsoleRoute.Upload("imports/upload", UploadAsync, Role.Admin, ImportFiles.LargestFile + Envelope),
        ConsoleRoute.Post("imports/openphone", AskOpenPhoneAsync, Role.Admin),
        ConsoleRoute.Get("imports/{id}", ShowOneAsync),
        ConsoleRoute.Post("imports/{id}/analyse", async (visit, cancellationToken) =>
            await MoveAsync(visit, await desk.AnalyseAsync(visit.Id, visit.Caller, cancellationToken), Notices.Analysing, cancellationToken), Role.Admin),
        ConsoleRoute.Post("imports/{id}/cancel", async (visit, cancellationToken) =>
            await MoveAsync(visit, await desk.CancelAsync(visit.Id, visit.Caller, cancellationToken), Notices.ImportCancelled, cancellationToken), Role.Admin),
        ConsoleRoute.Post("imports/{id}/rollback", RollBackAsync, Role.Admin),
    ];

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var pending = await staged.PendingAsync(cancellationToken);
        var config = await configs.ReadAsync(cancellationToken);
        return await pages.ShowAsync<ImportsView, ImportsModel>(visit, new ImportsModel
        {
            Imports = [.. (await desk.ListAsync(cancellationToken)).Items.Select(import => ImportModels.Of(import, pending.GetValueOrDefault(import.Id)))],
            LargestFile = ImportFiles.LargestFile,
            KeptSince = clock.GetUtcNow().AddDays(-config.RetentionDays),
        }, cancellationToken);
    }

    private async Task<IResult> ShowOneAsync(Visit visit, CancellationToken cancellationToken) =>
        await desk.FindAsync(visit.Id, cancellationToken) is { } import
            ? await pages.ShowAsync<ImportView, ImportModel>(
                visit, ImportModels.Of(import, (await staged.OfAsync(visit.Id, cancellationToken)).GetValueOrDefault("pending")), cancellationToken)
            : await pages.NotFoundAsync(visit, cancellationToken);

    private async Task<IResult> UploadAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (visit.File is null)
        {
            visit.Problem = Texts.Upload_None;
            return await ShowAsync(visit, cancellationToken);
        }

        return await BeginAsync(visit, await desk.StartAsync(visit.File, new ImportQuery(), visit.Caller, cancellationToken), cancellationToken);
    }

    private async Task<IResult> AskOpenPhoneAsync(Visit visit, CancellationToken cancellationToken)
    {
        var zone = (await configs.ReadAsync(cancellationToken)).TimeZone;
        DateTimeOffset? since = DateTime.TryParseExact(visit.Form("since"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 2000
            ? new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime() : null;
        return await BeginAsync(visit, await desk.StartAsync(new OpenPhoneImportRequest(since, Until: null), visit.Caller, cancellationToken), cancellationToken);
    }

    private async Task<IResult> BeginAsync(Visit visit, ImportOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is ImportOutcome.Done { State.Id: var id, IsNew: var isNew })
        {
            return Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"imports/{id}"), isNew ? Notices.ImportStarted : Notices.ImportKnown);
        }

        visit.Problem = SentenceOf(outcome);
        return await ShowAsync(visit, cancellationToken);
    }

    private async Task<IResult> RollBackAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (visit.Form("confirm") is "yes")
        {
            return await MoveAsync(visit, await desk.RollBackAsync(visit.Id, visit.Caller, cancellationToken), Notices.RollingBack, cancellationToken);
        }

        visit.Problem = Texts.Rollback_Unconfirmed;
        return await ShowOneAsync(visit, cancellationToken);
    }

    private async Task<IResult> MoveAsync(Visit visit, ImportOutcome outcome, string notice, CancellationToken cancellationToken)
    {
        visit.Problem = SentenceOf(outcome);
        return visit.Problem is null ? Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"imports/{visit.Id}"), notice) : await ShowOneAsync(visit, cancellationToken);
    }

    private static string? SentenceOf(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Done => null,
        ImportOutcome.NotValid { Reason: var reason } => reason,
        ImportOutcome.Conflict { Reason: var reason } => reason,
        ImportOutcome.TooLarge => Words.Format(Texts.Upload_TooLarge, ImportFiles.LargestFile / 1024 / 1024),
        ImportOutcome.Incomplete => Texts.Upload_Incomplete,
        _ => Texts.Import_Gone,
    };
}
