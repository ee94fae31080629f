namespace PatternFunctions.WebConsole.Keys;

public sealed record KeysModel
{
    public required IReadOnlyList<KeyRow> Keys { get; init; }

    /// <summary>One that was made just now, and is shown this once.</summary>
    public NewKey? New { get; init; }

    public string Label { get; init; } = "";
}

/// <param name="Role">operator or admin.</param>
public sealed record KeyRow(
    long Id, string Label, string Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <param name="Link">Signs in once.</param>
public sealed record NewKey(string Label, string Secret, string Link);
