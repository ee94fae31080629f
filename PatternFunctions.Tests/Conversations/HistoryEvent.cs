using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Conversations;

/// <param name="At">When it happened.</param>
/// <param name="Body">The webhook's body in one of OpenPhone's formats, by a number drawn; each with an event id of its own.</param>
internal sealed record HistoryEvent(DateTimeOffset At, Func<int, string> Body)
{
    public static HistoryEvent Of(DateTimeOffset at, string body) => new(at, _ => body);

    public static HistoryEvent Of(TextMessage message) => new(message.CreatedAt, draw =>
    {
        var format = Enum.GetValues<WebhookFormat>()[draw % Enum.GetValues<WebhookFormat>().Length];
        // Endpoints are told at slightly different times.
        return WebhookPayload.Message(format, $"EV{draw}{message.Id}", message.CreatedAt.AddMilliseconds(40 + (draw % 7)), message, contact: null);
    });
}
