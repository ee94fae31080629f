using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Storage;
using PatternFunctions.WebConsole.DeadLetters;

namespace PatternFunctions.WebConsole;

/// <summary>What could not be understood or done, to be looked at and tried again.</summary>
public sealed class DeadLetterSection(Pages pages, PatternFunctions.Storage.DeadLetters letters) : IConsoleSection
{
    private const int MostShown = 32 * 1024;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("dead-letters", ListAsync, Role.Admin),
        ConsoleRoute.Get("dead-letters/{id}", ShowAsync, Role.Admin),
        ConsoleRoute.Post("dead-letters/{id}/replay", ReplayAsync, Role.Admin),
    ];

    private async Task<IResult> ListAsync(Visit visit, CancellationToken cancellationToken)
    {
        long? before = long.TryParse(visit.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var page = await letters.ListAsync(before, cancellationToken);
        return await pages.ShowAsync<DeadLetterListView, DeadLetterListModel>(visit, new DeadLetterListModel(
            [.. page.Items.Select(RowOf)], page.Next is { } next ? visit.With("before", next.ToString(CultureInfo.InvariantCulture)) : null), cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (await letters.FindAsync(visit.Id, cancellationToken) is not { } letter)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        var body = letter.Body ?? letter.BodyBase64 ?? "";
        return await pages.ShowAsync<DeadLetterView, DeadLetterModel>(visit, new DeadLetterModel(
            RowOf(letter), body.Length > MostShown ? body[..MostShown] + "…" : body, letter.Body is null), cancellationToken);
    }

    private async Task<IResult> ReplayAsync(Visit visit, CancellationToken cancellationToken) =>
        await letters.ReplayAsync(visit.Id, visit.Caller, cancellationToken) is null
            ? await pages.NotFoundAsync(visit, cancellationToken)
            : Pages.Done(visit, string.Create(CultureInfo.InvariantCulture, $"dead-letters/{visit.Id}"), Notices.Replayed);

    private static DeadLetterRow RowOf(DeadLetter letter) =>
        new(letter.Id, letter.Queue, letter.Reason, letter.Size, letter.CreatedAt, letter.ReplayedAt);
}
