namespace PatternFunctions.WebConsole.Parts;

/// <summary>What became of a text.</summary>
/// <param name="Text">In words; null where the answer says it all.</param>
/// <param name="Answer">The first one that the customer got within a day, if it is not what the words tell of.</param>
/// <param name="Learned">What the answer taught, as far as that is settled.</param>
public sealed record Fate(string? Text, GivenAnswer? Answer = null, string? Learned = null);

/// <param name="By">Null if it went out by itself.</param>
public sealed record GivenAnswer(string? By, DateTimeOffset At);
