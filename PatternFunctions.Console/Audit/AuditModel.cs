namespace PatternFunctions.WebConsole.Audit;

public sealed record AuditModel
{
    public required IReadOnlyList<AuditRow> Rows { get; init; }

    public string? Actor { get; init; }

    public string? Action { get; init; }

    public string? Subject { get; init; }

    public string? Next { get; init; }

    /// <summary>What the check of the chain said, if it was asked for.</summary>
    public AuditCheck? Check { get; init; }
}

public sealed record AuditRow(
    long Id, DateTimeOffset At, string Actor, string Role, string Source, string Action, string Subject, IReadOnlyList<AuditDetail> Details);

public sealed record AuditDetail(string Name, string? Before, string? After);

public sealed record AuditCheck(bool IsIntact, long Entries, IReadOnlyList<string> Problems);
