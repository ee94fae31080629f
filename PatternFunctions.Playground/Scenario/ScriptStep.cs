using PatternFunctions.Imports;

namespace PatternFunctions.Playground.Scenario;

/// <summary>Something that happens at a time of the script.</summary>
/// <param name="Narration">Said before it happens; null where it speaks for itself.</param>
public abstract record ScriptStep(DateTimeOffset At, string? Narration = null);

/// <summary>A customer or an operator texts.</summary>
public sealed record TextStep(ExportedMessage Message) : ScriptStep(Message.At);

/// <summary>An admin runs this with psql.</summary>
public sealed record SqlStep(DateTimeOffset At, string Narration, string Statement) : ScriptStep(At, Narration);

/// <summary>The customers' names come into OpenPhone's address book.</summary>
public sealed record ContactsStep(DateTimeOffset At, string Narration) : ScriptStep(At, Narration);

/// <summary>Nothing happens but that time passes up to here.</summary>
public sealed record WaitStep(DateTimeOffset At, string Narration) : ScriptStep(At, Narration);
