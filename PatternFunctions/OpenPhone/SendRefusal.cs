namespace PatternFunctions.OpenPhone;

public enum SendRefusal
{
    Other,

    /// <summary>The sender is not registered with the US carriers.</summary>
    A2pNotApproved,

    /// <summary>The recipient has sent STOP.</summary>
    OptedOut,

    NoCredits,

    /// <summary>The carriers' limit of texts in a day is reached.</summary>
    DailyCap,

    /// <summary>A wrong key, or one whose owner may not use the number.</summary>
    Unauthorized,

    NotFound,
    Invalid,

    /// <summary>Texts to other countries are switched off.</summary>
    International,
}
