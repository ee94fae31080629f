namespace PatternFunctions.WebConsole;

/// <param name="Title">What is wrong.</param>
/// <param name="Text">What to do about it.</param>
public sealed record ErrorModel(string Title, string Text);
