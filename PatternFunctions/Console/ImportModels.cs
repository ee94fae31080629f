using PatternFunctions.Imports;
using PatternFunctions.WebConsole.Imports;

namespace PatternFunctions.WebConsole;

/// <summary>Imports and what they propose, for people to read.</summary>
internal static class ImportModels
{
    public static ImportModel Of(ImportState import, int pending) => new()
    {
        Id = import.Id,
        Source = import.Source,
        Status = import.Status,
        Phase = import.Phase,
        Progress = import.Progress,
        RatePerSecond = import.RatePerSecond,
        SecondsLeft = import.SecondsLeft,
        RowsRead = import.RowsRead,
        RowsAdded = import.RowsAdded,
        RowsKnown = import.RowsKnown,
        RowsLeftOut = import.RowsLeftOut,
        RowsBad = import.RowsBad,
        Problems = [.. import.Problems.Select(problem => new BadRow(problem.Line, problem.Reason))],
        Pairs = import.Pairs,
        Groups = import.Groups,
        EstimatedUsd = import.EstimatedUsd,
        StoppedBecause = import.StoppedBecause,
        LastFailure = import.LastFailure,
        Since = import.Since,
        Until = import.Until,
        By = import.CreatedBy,
        At = import.CreatedAt,
        FinishedAt = import.FinishedAt,
        Pending = pending,
    };

    public static StagedRow Of(StagedPattern staged) => new()
    {
        Id = staged.Id,
        Status = staged.Status,
        Reason = staged.Reason,
        Question = staged.TriggerText ?? (staged.Examples is [var first, ..] ? first.Question : null) ?? Texts.Staged_Forgotten,
        Template = staged.ResponseTemplate ?? (staged.Examples is [var shown, ..] ? shown.Answer : null),
        Type = staged.PatternType,
        Pairs = staged.Pairs,
        Wordings = staged.Wordings,
        Operators = staged.Operators,
        Alike = staged.Alike,
        LastAt = staged.LastAt,
        DuplicateOf = staged.DuplicateOf,
        PatternId = staged.PatternId,
        DecidedBy = staged.DecidedBy,
        DecidedAt = staged.DecidedAt,
        Examples = [.. staged.Examples.Select(pair => new StagedExample(pair.Question, pair.Answer))],
    };
}
