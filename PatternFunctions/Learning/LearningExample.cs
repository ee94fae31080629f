namespace PatternFunctions.Learning;

/// <summary>A row of <c>pattern_learning_examples</c> that waits for its analysis.</summary>
public sealed record LearningExample(long Id, string CustomerMessage, string OperatorResponse, string? CustomerName, int Attempts);
