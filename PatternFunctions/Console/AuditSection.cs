using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole.Audit;

namespace PatternFunctions.WebConsole;

/// <summary>Who changed what, for reading, checking and taking away.</summary>
public sealed class AuditSection(Pages pages, AuditLog log) : IConsoleSection
{
    private const int PageSize = 50;
    private const int LongestDetail = 300;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("audit", (visit, cancellationToken) => ShowAsync(visit, check: null, cancellationToken), Role.Admin),
        ConsoleRoute.Post("audit/check", CheckAsync, Role.Admin),
        ConsoleRoute.Get("audit/export", (visit, _) => Task.FromResult<IResult>(TypedResults.Stream(
            output => log.ExportAsync(output, visit.Request.HttpContext.RequestAborted), "application/jsonl", "audit.jsonl")), Role.Admin),
    ];

    private async Task<IResult> CheckAsync(Visit visit, CancellationToken cancellationToken)
    {
        var verified = await log.VerifyAsync(cancellationToken);
        return await ShowAsync(
            visit, new AuditCheck(verified.IsIntact, verified.Entries, [.. verified.Problems.Select(problem => Words.Format(Texts.Audit_Problem, problem.Id, problem.Problem))]),
            cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, AuditCheck? check, CancellationToken cancellationToken)
    {
        var query = new ListAuditQuery { Actor = visit.Query("actor"), Action = visit.Query("action"), Subject = visit.Query("subject"), Limit = PageSize };
        var entries = await log.ListAsync(query, (Cursor.Parse(visit.Query("after") ?? "") ?? Cursor.Top).Id, cancellationToken);
        return await pages.ShowAsync<AuditView, AuditModel>(visit, new AuditModel
        {
            Rows = [.. entries.Select(entry => new AuditRow(
                entry.Id, entry.At, entry.Actor, entry.Role, entry.Source, entry.Action, entry.Subject, [.. DetailsOf(entry)]))],
            Actor = query.Actor,
            Action = query.Action,
            Subject = query.Subject,
            Next = AuditPage.Of(entries, PageSize).NextCursor is { } next ? visit.With("after", next) : null,
            Check = check,
        }, cancellationToken);
    }

    /// <summary>What is the same before and after is left out.</summary>
    private static IEnumerable<AuditDetail> DetailsOf(AuditEntry entry)
    {
        var (before, after) = (FieldsOf(entry.Before), FieldsOf(entry.After));
        return from name in before.Keys.Union(after.Keys)
               let old = before.GetValueOrDefault(name)
               let @new = after.GetValueOrDefault(name)
               where old != @new
               select new AuditDetail(name, old, @new);
    }

    private static Dictionary<string, string?> FieldsOf(JsonElement? json) => json is { ValueKind: JsonValueKind.Object } fields
        ? fields.EnumerateObject().ToDictionary(
            field => field.Name,
            field => field.Value.ValueKind is JsonValueKind.Null ? null : field.Value.ToString() is { Length: > LongestDetail } text ? text[..LongestDetail] + "…" : field.Value.ToString())
        : [];
}
