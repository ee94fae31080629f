namespace PatternFunctions.Decisions;

/// <summary>How a question stands in <c>pattern_execution_queue</c>.</summary>
public enum QueueEntryKind
{
    Suggestion,

    Approval,

    /// <summary>A person must look at once; there may be no proposed reply.</summary>
    Attention,
}
