namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>
/// A mistake that the histories must find: either the sender makes it (<see cref="FaultySender"/>), or the database
/// forgets what the app has written.
/// </summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Sql">Plants it in the database; null where the sender has it.</param>
public sealed record PlantedDefect(string Name, string? Sql = null)
{
    public const string SendsBeforeClaiming = "sends before claiming";
    public const string ChecksOnlyWhenDeciding = "checks the gates only when deciding";
    public const string TimeoutIsFailure = "takes a timeout for a failure and sends again";
    public const string ClaimsWhatIsClaimed = "claims what is claimed or sent already";

    public static IReadOnlyList<PlantedDefect> All { get; } =
    [
        new(SendsBeforeClaiming),
        new(ChecksOnlyWhenDeciding),
        new(TimeoutIsFailure),
        new(ClaimsWhatIsClaimed),
        new("takes its own messages for a person's", Before("INSERT", "conversation_messages", "IF NEW.sender = 'automation' THEN NEW.sender := 'operator'; END IF;")),
        new("forgets opt-outs", Before("INSERT OR UPDATE", "opt_outs", "NEW.opted_out_at := NULL;")),
        new("forgets that a person has the conversation", Before("UPDATE", "conversations", "NEW.human_until := NULL;")),
        new("re-arms after the kill switch", "ALTER TABLE pattern_learning_config DISABLE TRIGGER pattern_learning_config_kill_switch"),
        new("has no undo window", Before("INSERT", "outbound_replies", "NEW.due_at := NEW.created_at;")),
        new("shows nobody what was not sent", Before("INSERT", "pattern_execution_queue", "IF NEW.kind = 'attention' THEN RETURN NULL; END IF;")),
        new("moves confidence without an event", Before("INSERT", "confidence_changes", "IF NEW.kind = 'rejected' THEN RETURN NULL; END IF;")),
        new("does not hear contradictions", Before("UPDATE", "pattern_execution_history", "IF NEW.outcome = 'contradicted' THEN RETURN NULL; END IF;")),
    ];

    public override string ToString() => Name;

    private static string Before(string change, string table, string body) => $"""
        CREATE FUNCTION plant_defect() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {body}
            RETURN NEW;
        END $$;
        CREATE TRIGGER planted_defect BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION plant_defect();
        """;
}
