namespace PatternFunctions.Learning;

/// <summary>Why a proposal may not become a pattern. The names are stored and shown: do not rename.</summary>
public enum RefusalCode
{
    // The template
    TemplateSyntax,
    TemplateEmpty,
    TemplateTooLong,
    VariableNotAllowed,
    VariableSourceWrong,

    /// <summary>Rendering it for the very message it was learned from would not give what the operator wrote.</summary>
    VariableDoesNotReproduceReply,

    /// <summary>A blank in another notation, such as <c>[name]</c>, would go out as it stands.</summary>
    LeftoverPlaceholder,

    // Invented
    InventedLink,
    InventedContact,
    InventedNumber,
    InventedPrice,
    InventedTime,
    InventedDate,
    InventedPromise,

    /// <summary>A negation was lost or added: "no refunds" must not become "refunds".</summary>
    PolarityChanged,

    /// <summary>"Free if you are a member" must not become "free".</summary>
    ConditionLost,

    /// <summary>It has words that the operator did not use.</summary>
    NotTheOperatorsWords,
    OtherScript,

    // Personal or secret
    PersonalName,
    PersonalContact,
    PersonalAddress,
    CardNumber,
    AccessCode,
    PersonalLink,

    // Hostile
    Injection,
    HiddenCharacters,

    // The rest of the proposal
    TypeNotConfigured,
    TriggerTooGeneric,
    TriggerTooLong,
    KeywordsMissing,
    KeywordNotFromMessage,
    ActionMalformed,

    // The model
    ContentFiltered,
    ModelDeclined,
    AnswerMalformed,
}
