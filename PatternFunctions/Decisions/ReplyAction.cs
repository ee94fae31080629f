namespace PatternFunctions.Decisions;

/// <summary>What becomes of a question, from the least to the most.</summary>
public enum ReplyAction
{
    /// <summary>Learn only.</summary>
    Shadow,

    /// <summary>Wait for an operator.</summary>
    Queue,

    /// <summary>Offer the reply to an operator, who sends it with one click.</summary>
    Suggest,

    /// <summary>Reply after the undo window.</summary>
    Auto,
}
