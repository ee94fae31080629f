using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a wish concerning an import.</summary>
internal static class ImportResult
{
    public static IResult TooLarge { get; } = Problems.TooLarge("A file has at most 200 MB. OpenPhone exports longer histories in parts.");

    public static IResult Of(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Done { State: var state } => TypedResults.Json(state, ImportsJson.Default.ImportState, statusCode: StatusCodes.Status202Accepted),
        ImportOutcome.Incomplete { Received: var received } => Problems.Of(
            "incomplete", StatusCodes.Status409Conflict, "Not the whole file yet",
            string.Create(CultureInfo.InvariantCulture, $"{received} bytes have been received. Send the rest with offset={received}."), new() { ["received"] = received }),
        ImportOutcome.TooLarge => TooLarge,
        ImportOutcome.NotValid { Reason: var reason } => Problems.Invalid(reason),
        ImportOutcome.Conflict { Reason: var reason } => Problems.Of("conflict", StatusCodes.Status409Conflict, "It stands against something else", reason),
        _ => Problems.NotFound("import"),
    };
}
