namespace PatternFunctions.WebConsole.Start;

/// <summary>The four steps from an empty system to one that answers, and how far it is.</summary>
public sealed record StartModel(IReadOnlyList<StartStep> Steps, string Analyser);

public sealed record StartStep(string Title, string Text, IReadOnlyList<StartCheck> Checks, string? Link, string? LinkText)
{
    public bool IsDone => Checks.All(check => check.IsDone);
}

/// <param name="Text">What was looked at, with what was found.</param>
public sealed record StartCheck(bool IsDone, string Text);
