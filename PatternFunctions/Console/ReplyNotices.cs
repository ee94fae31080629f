using PatternFunctions.Insights;
using PatternFunctions.Replies;
using PatternFunctions.WebConsole.Queue;

namespace PatternFunctions.WebConsole;

/// <summary>Says on top of the queue what becomes of the reply that was just approved, for as long as the page is open.</summary>
public sealed class ReplyNotices(ReplyFates fates, Customers customers)
{
    /// <returns>Null if the page is not what came after an approval.</returns>
    public async Task<ReplyNotice?> FindAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (Notices.QuestionOf(visit.Query("done")) is not { } question || await fates.FindAsync(question, cancellationToken) is not { } fate)
        {
            return null;
        }

        var customer = (await customers.OfAsync([fate.ConversationId], cancellationToken)).GetValueOrDefault(fate.ConversationId);
        return new ReplyNotice
        {
            Customer = CustomerName.Of(customer),
            Status = fate.IsTakenBack ? "taken_back" : fate.Status,
            IsEdited = fate.Kind is "modified",
            At = fate.At,
            Sentence = fate.Sentence,
        };
    }
}
