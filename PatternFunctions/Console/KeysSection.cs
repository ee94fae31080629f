using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole.Keys;

namespace PatternFunctions.WebConsole;

/// <summary>Who may come in.</summary>
public sealed class KeysSection(Pages pages, AccessKeys keys, ConsoleSessions sessions, TimeProvider clock) : IConsoleSection
{
    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("keys", (visit, cancellationToken) => ShowAsync(visit, created: null, cancellationToken), Role.Admin),
        ConsoleRoute.Post("keys", CreateAsync, Role.Admin),
        ConsoleRoute.Post("keys/{id}/revoke", RevokeAsync, Role.Admin),
    ];

    private async Task<IResult> CreateAsync(Visit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset? end = int.TryParse(visit.Form("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3650
            ? clock.GetUtcNow().AddDays(days) : null;
        var request = new CreateKeyRequest { Label = visit.Form("label"), Role = visit.Form("role"), ExpiresAt = end };
        visit.Problem = Visit.ProblemOf(request);
        if (visit.Problem is not null)
        {
            return await ShowAsync(visit, created: null, cancellationToken);
        }

        var (key, secret) = await keys.CreateAsync(request.Label!, request.Role is "admin" ? Role.Admin : Role.Operator, end, visit.Caller, cancellationToken);
        var code = await sessions.CreateLinkAsync(secret, cancellationToken);
        var link = $"{visit.Request.Scheme}://{visit.Request.Host}{Link.To($"enter/{code}")}";
        return await ShowAsync(visit, new NewKey(key.Label, secret, link), cancellationToken);
    }

    private async Task<IResult> RevokeAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (await keys.RevokeAsync(visit.Id, visit.Caller, cancellationToken) is not null)
        {
            return Pages.Done(visit, "keys", Notices.KeyRevoked);
        }

        visit.Problem = Texts.Access_Gone;
        return await ShowAsync(visit, created: null, cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, NewKey? created, CancellationToken cancellationToken) =>
        await pages.ShowAsync<KeysView, KeysModel>(visit, new KeysModel
        {
            Keys = [.. (await keys.ListAsync(cancellationToken)).Select(key => new KeyRow(
                key.Id, key.Label, key.Role, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt))],
            New = created,
            Label = visit.Problem is null ? "" : visit.Form("label") ?? "",
        }, cancellationToken);
}
