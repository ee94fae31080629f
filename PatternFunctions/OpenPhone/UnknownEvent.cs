namespace PatternFunctions.OpenPhone;

/// <summary>Well-formed, but of a type that nothing here uses, such as task.created.</summary>
public sealed record UnknownEvent : ConversationEvent;
