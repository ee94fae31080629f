namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>A well-formed call of POST /v1/messages, whatever came of it.</summary>
/// <param name="MessageId">Null when nothing was sent.</param>
public sealed record SendAttempt(DateTimeOffset At, IReadOnlyList<string> To, string Text, SendFault? Fault, string? MessageId);
