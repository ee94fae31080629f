namespace PatternFunctions.Learning;

/// <summary>
/// One finding against a proposal. Carries a place (UTF-16 units within the field; 0, 0 for the whole field), never the
/// words found there, so that it can be logged.
/// </summary>
public sealed record Refusal(RefusalCode Code, ProposalField Field, int Position = 0, int Length = 0);

public enum ProposalField
{
    CustomerMessage,
    OperatorReply,
    PatternType,
    Keywords,
    CanonicalQuestion,
    ResponseTemplate,
    Variables,
    RequiredActions,

    /// <summary>The model's answer as a whole.</summary>
    Answer,
}
