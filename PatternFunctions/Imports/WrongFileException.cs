namespace PatternFunctions.Imports;

/// <summary>The file is no export that is understood; the message says what was expected, and nothing of the file's content.</summary>
public sealed class WrongFileException(string message) : FormatException(message);
