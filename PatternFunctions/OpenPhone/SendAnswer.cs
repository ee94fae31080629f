using System.Net;
using System.Text.Json;

namespace PatternFunctions.OpenPhone;

/// <summary>What an answer to POST /v1/messages means.</summary>
internal static class SendAnswer
{
    private const int MaxTitleLength = 200;

    public static SendOutcome Read(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter) => (int)status switch
    {
        >= 200 and < 300 => ReadAccepted(body),
        408 => new SendOutcome.Unknown(SendDoubt.Timeout),
        429 => new SendOutcome.RateLimited(retryAfter),
        >= 500 => new SendOutcome.Unknown(SendDoubt.ServerError),
        var code => ReadRefused(code, body),
    };

    private static SendOutcome ReadAccepted(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJsonContext.Default.AcceptedAnswer)?.Data is { Id.Length: > 0 } message
                ? new SendOutcome.Accepted(message.Id, message.ConversationId)
                : new SendOutcome.Unknown(SendDoubt.UnreadableAnswer);
        }
        catch (JsonException)
        {
            return new SendOutcome.Unknown(SendDoubt.UnreadableAnswer);
        }
    }

    private static SendOutcome.Refused ReadRefused(int status, ReadOnlySpan<byte> body)
    {
        var error = ReadError(body);
        var title = error.Title is { Length: > MaxTitleLength } ? error.Title[..MaxTitleLength] : error.Title;
        return new SendOutcome.Refused(KindOf(status, error), status, error.Code, title);
    }

    private static ErrorAnswer ReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJsonContext.Default.ErrorAnswer) ?? new ErrorAnswer();
        }
        catch (JsonException)
        {
            // A proxy's page; the status speaks for itself.
            return new ErrorAnswer();
        }
    }

    /// <summary>
    /// Words first, then codes, then the status: one code stands for several titles (0206400 for A2P and for plain
    /// validation), and some errors are documented by their title alone.
    /// </summary>
    private static SendRefusal KindOf(int status, ErrorAnswer error)
    {
        var words = $"{error.Title} {error.Message} {error.Description}";
        return (status, error.Code) switch
        {
            _ when Says("opted out") || Says("opted-out") => SendRefusal.OptedOut,
            _ when Says("message cap") => SendRefusal.DailyCap,
            _ when Says("a2p") => SendRefusal.A2pNotApproved,
            _ when Says("credits") => SendRefusal.NoCredits,
            _ when Says("international") => SendRefusal.International,
            (_, "0204403") => SendRefusal.DailyCap,
            (400, "0206400") when !error.HasErrors && error.Title is null => SendRefusal.A2pNotApproved,
            (400 or 422, _) => SendRefusal.Invalid,
            (402, _) => SendRefusal.NoCredits,
            (401 or 403, _) => SendRefusal.Unauthorized,
            (404, _) => SendRefusal.NotFound,
            _ => SendRefusal.Other,
        };

        bool Says(string word) => words.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
