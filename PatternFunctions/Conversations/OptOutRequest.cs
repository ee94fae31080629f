namespace PatternFunctions.Conversations;

/// <summary>What a customer wants as to texts in general.</summary>
public enum OptOutRequest
{
    None,

    /// <summary>No more texts.</summary>
    Stop,

    /// <summary>Texts again, after a stop.</summary>
    Start,

    /// <summary>HELP or INFO alone: a word that carriers reserve. It is a person's to answer.</summary>
    Help,
}
