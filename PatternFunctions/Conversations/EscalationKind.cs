namespace PatternFunctions.Conversations;

/// <summary>Why a person must look at a message at once; the gravest last.</summary>
public enum EscalationKind
{
    /// <summary>One of the business's own <c>escalation_keywords</c>.</summary>
    Keyword,
    WantsHuman,
    Refund,
    Anger,
    Legal,
    Injury,
}
