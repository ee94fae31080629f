namespace PatternFunctions.Conversations;

/// <summary>How a customer's next text speaks against an automatic reply.</summary>
public enum ContradictionKind
{
    None,

    /// <summary>"No", "that's wrong", "not what I asked".</summary>
    Wrong,

    /// <summary>The same question once more.</summary>
    AskedAgain,

    WantsHuman,
}
