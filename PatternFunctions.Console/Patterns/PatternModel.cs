using PatternFunctions.WebConsole.Charts;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole.Patterns;

/// <summary>A pattern with everything that is known for and against it.</summary>
public sealed record PatternModel
{
    public required long Id { get; init; }

    public required PatternStanding Standing { get; init; }

    public required PatternForm Form { get; init; }

    public required PatternChoices Choices { get; init; }

    /// <summary>Of the state that was read: a change that rests on an older one is refused.</summary>
    public required string ETag { get; init; }

    public required double Confidence { get; init; }

    public required int Version { get; init; }

    public required int Executions { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedFrom { get; init; }

    /// <summary>What somebody has to do for each answer, so that it can never go out by itself.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>An older one that asks much the same; a person merges the two, or says that they differ.</summary>
    public PatternLink? SimilarTo { get; init; }

    /// <summary>Where its wordings went.</summary>
    public long? MergedInto { get; init; }

    /// <summary>Null for a retired pattern.</summary>
    public EvidenceRow? Evidence { get; init; }

    /// <summary>What has to hold before it answers by itself, beside the switch.</summary>
    public IReadOnlyList<GateRow> Checklist { get; init; } = [];

    public int Missing => Checklist.Count(gate => !gate.IsOpen);

    /// <summary>Who switched it on and off and why, newest first.</summary>
    public IReadOnlyList<SwitchRow> Switched { get; init; } = [];

    /// <summary>Enough operators have approved it that an admin may switch it on.</summary>
    public bool MayBeActivated { get; init; }

    public IReadOnlyList<WordingRow> Wordings { get; init; } = [];

    public IReadOnlyList<ExampleRow> Examples { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<VersionRow> Versions { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ConfidencePoint> Events { get; init; } = [];

    public double AutoThreshold { get; init; }

    public double SuggestThreshold { get; init; }

    public double QueueThreshold { get; init; }

    public required PreviewModel Preview { get; init; }
}

/// <summary>What a person types; texts as they stand in the form.</summary>
public sealed record PatternForm(string Question, string Type, string Template, string Keywords, string Sample);

/// <param name="Successes">Over all versions; what <paramref name="Needed"/> is asked of.</param>
public sealed record EvidenceRow(int Approved, int Modified, int Rejected, int Successes, int Needed, int Operators, int OperatorsNeeded);

public sealed record SwitchRow(bool IsOn, string By, string? Reason, DateTimeOffset At);

public sealed record PatternLink(long Id, string Question);

public sealed record WordingRow(string Text, string Source, DateTimeOffset At);

public sealed record ExampleRow(string Question, string Answer, string? Operator, DateTimeOffset At);

/// <param name="Status">current, proposed, former or dismissed.</param>
public sealed record VersionRow(
    int Number, string Template, string Status, int Approved, int Modified, int Rejected, double LowerBound, string By, DateTimeOffset At);

/// <summary>What a template comes to.</summary>
/// <param name="Text">With blanks for what is not known; null if it cannot be read.</param>
/// <param name="Problems">Sentences.</param>
public sealed record PreviewModel(string? Text, IReadOnlyList<string> Problems, IReadOnlyList<string> Unfilled);

public sealed record NewPatternModel(PatternForm Form, PatternChoices Choices, PreviewModel? Preview);
