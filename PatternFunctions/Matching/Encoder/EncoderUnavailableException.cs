namespace PatternFunctions.Matching.Encoder;

/// <summary>The encoder cannot be reached for now: texts are matched by their words alone, and vectors follow later.</summary>
public sealed class EncoderUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
