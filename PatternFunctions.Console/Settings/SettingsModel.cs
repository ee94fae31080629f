namespace PatternFunctions.WebConsole.Settings;

public sealed record SettingsModel
{
    public required bool IsEnabled { get; init; }

    public required bool IsShadow { get; init; }

    public required bool IsStopped { get; init; }

    public required IReadOnlyList<SettingGroup> Groups { get; init; }

    /// <summary>Of the settings that were read.</summary>
    public required string ETag { get; init; }
}

public sealed record SettingGroup(string Title, IReadOnlyList<SettingRow> Settings);

public sealed record SettingRow
{
    public required string Key { get; init; }

    public required string Value { get; init; }

    /// <summary>boolean, number, whole_number, text, list, time_range or time_zone.</summary>
    public required string Type { get; init; }

    public required string Default { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public required string Description { get; init; }

    public string? Problem { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public string Name => char.ToUpperInvariant(Key[0]) + Key[1..].Replace('_', ' ');
}

/// <summary>A change of settings before it is made.</summary>
public sealed record SettingsReview
{
    public required IReadOnlyList<SettingChange> Changes { get; init; }

    public required string ETag { get; init; }

    /// <summary>What it means for the patterns that there are.</summary>
    public required string Effect { get; init; }

    public required IReadOnlyList<TierRow> Tiers { get; init; }

    public string? Reason { get; init; }
}

public sealed record SettingChange(string Key, string Before, string After, string Description);

/// <param name="Mode">auto, suggest, queue or shadow.</param>
/// <param name="Before">How many patterns come to it.</param>
public sealed record TierRow(string Mode, int Before, int After);
