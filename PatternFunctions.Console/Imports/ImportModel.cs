namespace PatternFunctions.WebConsole.Imports;

/// <summary>An import, and how far it is.</summary>
public sealed record ImportModel
{
    public required long Id { get; init; }

    /// <summary>messages, contacts or openphone.</summary>
    public required string Source { get; init; }

    /// <summary>running, waiting, finished, cancelled, rolling_back or rolled_back.</summary>
    public required string Status { get; init; }

    /// <summary>loading, pairing, grouping, analysing or rolling_back.</summary>
    public required string Phase { get; init; }

    /// <summary>Of the phase, from 0 to 1; null while that is not known.</summary>
    public double? Progress { get; init; }

    public double? RatePerSecond { get; init; }

    public double? SecondsLeft { get; init; }

    public long RowsRead { get; init; }

    public long RowsAdded { get; init; }

    public long RowsKnown { get; init; }

    public long RowsLeftOut { get; init; }

    public long RowsBad { get; init; }

    public IReadOnlyList<BadRow> Problems { get; init; } = [];

    public long Pairs { get; init; }

    public long Groups { get; init; }

    /// <summary>US dollars, at most; null before the groups are made.</summary>
    public decimal? EstimatedUsd { get; init; }

    public string? StoppedBecause { get; init; }

    public string? LastFailure { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Of what it proposes: how many wait for a person.</summary>
    public int Pending { get; init; }

    public bool IsAtWork => Status is "running" or "rolling_back";

    public bool MayBeCancelled => Status is "running" or "waiting";

    public bool MayBeTakenBack => Status is not ("rolling_back" or "rolled_back");

    public bool HasProposals => Source is not "contacts" && Groups > 0 && MayBeTakenBack;

    public string Title => Source switch
    {
        "contacts" => Texts.Import_Contacts,
        "openphone" => Texts.Import_OpenPhone,
        _ => Texts.Import_Messages,
    };

    /// <summary>What the rate counts.</summary>
    public string Unit => Phase switch
    {
        "loading" => Texts.Import_UnitRows,
        "pairing" => Texts.Import_UnitConversations,
        "grouping" => Texts.Import_UnitWordings,
        "analysing" => Texts.Import_UnitGroups,
        _ => Texts.Import_UnitSteps,
    };
}

/// <param name="Line">In the file, counted from 1.</param>
public sealed record BadRow(long Line, string Reason);
