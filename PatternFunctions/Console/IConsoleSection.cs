namespace PatternFunctions.WebConsole;

/// <summary>A part of the console: its pages, and what their forms do.</summary>
public interface IConsoleSection
{
    IReadOnlyList<ConsoleRoute> Routes { get; }
}
