namespace PatternFunctions.Conversations;

/// <summary>What gives a machine away.</summary>
public enum AutomatedSenderSign
{
    /// <summary>A short code or a name instead of a number.</summary>
    ShortCode,
    DoNotReply,
    AutoResponder,

    /// <summary>It sent one of our own texts back.</summary>
    Echo,

    /// <summary>The same text again and again, each time answered.</summary>
    Loop,
}
