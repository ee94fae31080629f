using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a verdict.</summary>
internal static class VerdictResult
{
    public static IResult Of(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Recorded recorded => TypedResults.Json(recorded.Item, ReviewJson.Default.QueueItem),
        VerdictOutcome.AlreadyDecided { Item: var item } => Problems.Of(
            "already-decided", StatusCodes.Status409Conflict, "Already decided",
            item.DecidedBy is null ? $"This item is {item.Status}." : $"{item.DecidedBy} was first: this item is {item.Status}.",
            new() { ["item_status"] = item.Status, ["decided_by"] = item.DecidedBy, ["decided_at"] = item.DecidedAt }),
        VerdictOutcome.NotSending { Reason: var reason } => Problems.Of(
            "not-sending", StatusCodes.Status409Conflict, "Nothing is sent now", reason),
        VerdictOutcome.HasBlanks { Variables: var variables } => Problems.Of(
            "blanks", StatusCodes.Status422UnprocessableEntity, "There is nothing to send as it stands",
            "Fill the blanks and send it with 'modify'.", new() { ["unfilled"] = variables }),
        VerdictOutcome.KeyReused => Problems.Of(
            "key-reused", StatusCodes.Status422UnprocessableEntity, "Another request had this key", "The Idempotency-Key stands for another verdict on this item."),
        VerdictOutcome.NotSendable { Reason: var reason } => Problems.Invalid(reason),
        _ => Problems.NotFound("item"),
    };
}
