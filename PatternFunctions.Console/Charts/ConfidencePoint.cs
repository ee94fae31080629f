namespace PatternFunctions.WebConsole.Charts;

/// <summary>A change of a pattern's confidence.</summary>
/// <param name="Kind">approved, modified, rejected, confirmed, contradicted, undone, decayed or adjusted.</param>
/// <param name="Confidence">After it.</param>
public sealed record ConfidencePoint(DateTimeOffset At, string Kind, double Delta, double Confidence, string Actor)
{
    public string KindText => Kind switch
    {
        "approved" => Texts.Event_Approved,
        "modified" => Texts.Event_Modified,
        "rejected" => Texts.Event_Rejected,
        "confirmed" => Texts.Event_Confirmed,
        "contradicted" => Texts.Event_Contradicted,
        "undone" => Texts.Event_Undone,
        "decayed" => Texts.Event_Decayed,
        _ => Texts.Event_Adjusted,
    };

    public bool IsAgainst => Delta < 0;
}
