namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What a customer's telephone showed.</summary>
/// <param name="ByApi">False: a person sent it from OpenPhone's own app.</param>
public sealed record ReceivedText(DateTimeOffset At, string Phone, string Text, string MessageId, bool ByApi);
