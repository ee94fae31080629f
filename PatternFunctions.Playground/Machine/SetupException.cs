namespace PatternFunctions.Playground.Machine;

/// <summary>Something that a person has to put right; the message says what.</summary>
public sealed class SetupException(string message, Exception? innerException = null) : Exception(message, innerException);
