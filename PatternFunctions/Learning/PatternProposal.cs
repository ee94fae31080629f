namespace PatternFunctions.Learning;

/// <summary>What an analyser makes of one answered question. Validated before anyone sees it as <see cref="Proposed"/>.</summary>
public sealed record PatternProposal
{
    public required string PatternType { get; init; }

    /// <summary>Normalised single words, most telling first.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>The question without what belongs to this customer alone. Never personal.</summary>
    public required string CanonicalQuestion { get; init; }

    /// <summary>See docs/templates.md.</summary>
    public required string ResponseTemplate { get; init; }

    /// <summary>The variables of the template, each once, in order of appearance.</summary>
    public required IReadOnlyList<ProposedVariable> Variables { get; init; }

    /// <summary>What somebody must have done before the answer is true, such as <c>unlock_door</c>.</summary>
    public required IReadOnlyList<string> RequiredActions { get; init; }

    /// <summary>The analyser's name and the version of its prompt or rules: <c>gpt:analyse-reply@2</c>, <c>rules@2</c>.</summary>
    public required string CreatedFrom { get; init; }
}

public sealed record ProposedVariable(string Name, VariableSource Source);
