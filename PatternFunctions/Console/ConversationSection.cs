using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Insights;
using PatternFunctions.Review;
using PatternFunctions.WebConsole.Conversations;

namespace PatternFunctions.WebConsole;

/// <summary>One conversation: who leads it, what was said and why, and forgetting who wrote it.</summary>
public sealed class ConversationSection(
    Pages pages, History history, ConversationThreads threads, Customers customers, QueueList queue, Takeover takeover, CustomerForgetting forgetting,
    TimeProvider clock) : IConsoleSection
{
    private const int MessagesShown = 200;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("conversations/{id}", ShowAsync),
        ConsoleRoute.Post("conversations/{id}/takeover", async (visit, cancellationToken) =>
            await takeover.TakeAsync(visit.Id, minutes: null, visit.Caller, cancellationToken) is null
                ? await pages.NotFoundAsync(visit, cancellationToken) : Back(visit, Notices.TakenOver)),
        ConsoleRoute.Post("conversations/{id}/release", async (visit, cancellationToken) =>
            await takeover.ReleaseAsync(visit.Id, visit.Caller, cancellationToken) is null
                ? await pages.NotFoundAsync(visit, cancellationToken) : Back(visit, Notices.Released)),
        ConsoleRoute.Post("conversations/{id}/forget", ForgetAsync, Role.Admin),
    ];

    private static IResult Back(Visit visit, string notice) => Pages.Done(visit, FormattableString.Invariant($"conversations/{visit.Id}"), notice);

    private async Task<IResult> ForgetAsync(Visit visit, CancellationToken cancellationToken)
    {
        var phone = (await customers.OfAsync([visit.Id], cancellationToken)).GetValueOrDefault(visit.Id)?.Phone;
        if (phone is null || visit.Form("confirm") is not "yes")
        {
            visit.Problem = phone is null ? Texts.Forget_Nobody : Texts.Forget_Unconfirmed;
            return await ShowAsync(visit, cancellationToken);
        }

        await forgetting.ForgetAsync(phone, visit.Caller, cancellationToken);
        return Pages.Done(visit, "activity", Notices.Forgotten);
    }

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (await history.FindConversationAsync(visit.Id, cancellationToken) is not { } conversation)
        {
            return await pages.NotFoundAsync(visit, cancellationToken);
        }

        long? question = long.TryParse(visit.Query("question"), NumberStyles.None, CultureInfo.InvariantCulture, out var execution) ? execution : null;
        var customer = (await customers.OfAsync([visit.Id], cancellationToken)).GetValueOrDefault(visit.Id);
        var waiting = await queue.ListAsync(new ListQueueQuery { ConversationId = visit.Id, Limit = 1 }, cursor: null, cancellationToken);
        return await pages.ShowAsync<ConversationScreen, ConversationModel>(visit, new ConversationModel
        {
            Id = visit.Id,
            Customer = CustomerName.Of(customer),
            Phone = CustomerName.ShowPhone(customer?.Phone),
            HumanUntil = conversation.HumanUntil > clock.GetUtcNow() ? conversation.HumanUntil : null,
            IsOptedOut = conversation.IsOptedOut,
            Messages = Threads.Of(await threads.ReadAsync(visit.Id, MessagesShown, cancellationToken), asked: null, question),
            QuestionId = question,
            WaitingId = waiting.Items is [var item] ? item.Id : null,
        }, cancellationToken);
    }
}
