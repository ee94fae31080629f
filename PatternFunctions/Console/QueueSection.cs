using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Insights;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.WebConsole.Queue;

namespace PatternFunctions.WebConsole;

/// <summary>What waits for operators, and their verdicts.</summary>
public sealed class QueueSection(
    Pages pages, ReviewQueue queue, QueueList list, RepliesUnderWay replies, Customers customers, ConversationThreads threads, History history, Unanswered unanswered,
    PatternCatalog patterns, QueueViewers viewers, ReplyNotices notices) : IConsoleSection
{
    private const int MostShown = 50;
    private const int MostUnderWay = 20;
    private const int MessagesShown = 12;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("", (visit, cancellationToken) => ShowAsync(visit, chosen: null, draft: null, cancellationToken)),
        ConsoleRoute.Get("queue/{id}", (visit, cancellationToken) => ShowAsync(visit, visit.Id, draft: null, cancellationToken)),
        ConsoleRoute.Post("queue/{id}/approve", (visit, cancellationToken) =>
            DecideAsync(visit, queue.ApproveAsync(visit.Id, visit.Caller, idempotencyKey: null, cancellationToken), Notices.Answered(visit.Id), cancellationToken)),
        ConsoleRoute.Post("queue/{id}/modify", ModifyAsync),
        ConsoleRoute.Post("queue/{id}/reject", RejectAsync),
        ConsoleRoute.Post("queue/{id}/cancel", (visit, cancellationToken) =>
            DecideAsync(visit, queue.CancelAsync(visit.Id, visit.Caller, idempotencyKey: null, cancellationToken), Notices.PutAside, cancellationToken)),
        ConsoleRoute.Post("replies/{id}/cancel", CancelReplyAsync),
    ];

    private async Task<IResult> ModifyAsync(Visit visit, CancellationToken cancellationToken)
    {
        var request = new ModifyRequest(visit.Form("response"));
        visit.Problem = Visit.ProblemOf(request);
        return visit.Problem is null
            ? await DecideAsync(
                visit, queue.ModifyAsync(visit.Id, request.Response!, visit.Caller, idempotencyKey: null, cancellationToken), Notices.Answered(visit.Id),
                cancellationToken, request.Response)
            : await ShowAsync(visit, visit.Id, request.Response ?? "", cancellationToken);
    }

    private async Task<IResult> RejectAsync(Visit visit, CancellationToken cancellationToken)
    {
        var request = new RejectRequest(visit.Form("reason"));
        visit.Problem = Visit.ProblemOf(request);
        return visit.Problem is null
            ? await DecideAsync(
                visit, queue.RejectAsync(visit.Id, request.Reason, visit.Caller, idempotencyKey: null, cancellationToken), Notices.Rejected, cancellationToken)
            : await ShowAsync(visit, visit.Id, draft: null, cancellationToken);
    }

    private async Task<IResult> DecideAsync(
        Visit visit, Task<VerdictOutcome> verdict, string notice, CancellationToken cancellationToken, string? draft = null)
    {
        visit.Problem = VerdictSentence.Of(await verdict);
        return visit.Problem is null ? Pages.Done(visit, "", notice) : await ShowAsync(visit, visit.Id, draft, cancellationToken);
    }

    private async Task<IResult> CancelReplyAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (await replies.CancelAsync(visit.Id, visit.Caller, cancellationToken) is { IsCancelled: true, Reply.Kind: var kind })
        {
            return Pages.Done(visit, "", kind is "auto" ? Notices.Cancelled : Notices.TakenBack);
        }

        visit.Problem = Texts.Verdict_TooLate;
        return await ShowAsync(visit, chosen: null, draft: null, cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, long? chosen, string? draft, CancellationToken cancellationToken)
    {
        var waiting = (await list.ListAsync(new ListQueueQuery { Limit = MostShown }, cursor: null, cancellationToken)).Items;
        var selected = chosen is { } id ? await queue.FindAsync(id, cancellationToken)
            : await ShownAsync(visit, cancellationToken) ?? (waiting is [var first, ..] ? first : null);
        if (chosen is not null && selected is null)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        if (selected is { Status: "pending" } && chosen is not null)
        {
            await viewers.NoteAsync(selected.Id, visit.Caller.Name, cancellationToken);
        }

        var underWay = await replies.ListAsync(MostUnderWay, cancellationToken);
        var people = await customers.OfAsync(
            [.. waiting.Select(item => item.ConversationId), .. underWay.Select(reply => reply.ConversationId), .. selected is null ? Array.Empty<long>() : [selected.ConversationId]],
            cancellationToken);
        var others = await viewers.OthersAsync(visit.Caller.Name, cancellationToken);
        var model = new QueueModel
        {
            Waiting = [.. waiting.Select(item => new WaitingRow
            {
                Id = item.Id,
                Customer = CustomerName.Of(people.GetValueOrDefault(item.ConversationId)),
                Question = item.CustomerMessage,
                Kind = item.Kind,
                Since = item.CreatedAt,
                Viewers = [.. others[item.Id]],
            })],
            Unanswered = (await unanswered.ListAsync(cancellationToken)).Count,
            HasMore = waiting.Count == MostShown,
            UnderWay = [.. underWay.Select(reply => new UnderWayRow(
                reply.Id, reply.ConversationId, CustomerName.Of(people.GetValueOrDefault(reply.ConversationId)), reply.CustomerMessage, reply.Text,
                reply.Status, reply.Kind is "auto", reply.ApprovedBy == visit.Caller.Name, reply.DueAt))],
            Notice = await notices.FindAsync(visit, cancellationToken),
            Selected = selected is null ? null : await DetailAsync(selected, people.GetValueOrDefault(selected.ConversationId), [.. others[selected.Id]], cancellationToken),
            IsChosen = chosen is not null,
            Draft = draft,
        };
        return await pages.ShowAsync<QueueView, QueueModel>(visit, model, cancellationToken);
    }

    /// <returns>What an open page shows already, when it renews itself; null for nothing yet.</returns>
    private async Task<QueueItem?> ShownAsync(Visit visit, CancellationToken cancellationToken) =>
        long.TryParse(visit.Query("item"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await queue.FindAsync(id, cancellationToken) : null;

    private async Task<QuestionDetail> DetailAsync(
        QueueItem item, Customer? customer, IReadOnlyList<string> others, CancellationToken cancellationToken)
    {
        var decided = await history.FindAsync(item.ExecutionId, cancellationToken);
        var decision = Explanations.ReadDecision(decided?.Reasons.GetRawText());
        var pattern = item.PatternId is { } id ? await patterns.FindAsync(id, cancellationToken) : null;
        return new QuestionDetail
        {
            Id = item.Id,
            ConversationId = item.ConversationId,
            Customer = CustomerName.Of(customer),
            Phone = CustomerName.ShowPhone(customer?.Phone),
            Kind = item.Kind,
            Status = item.Status,
            DecidedBy = item.DecidedBy,
            DecidedAt = item.DecidedAt,
            FinalResponse = item.FinalResponse,
            // The decision's own sentence stands in its explanation.
            Reason = item.Reason == decision?.Sentence ? null : item.Reason,
            Thread = Threads.Of(await threads.ReadAsync(item.ConversationId, MessagesShown, cancellationToken), item.MessageId),
            Proposed = item.ProposedResponse,
            Unfilled = item.Unfilled,
            PatternId = item.PatternId,
            PatternQuestion = pattern?.Pattern.TriggerText,
            Since = item.CreatedAt,
            ExpiresAt = item.ExpiresAt,
            Because = decision is null ? null : Explanations.Of(decision, decided?.Confidence),
            Viewers = others,
        };
    }
}
