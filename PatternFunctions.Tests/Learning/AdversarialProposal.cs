using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>One line of adversarial-proposals.jsonl: what an analyser might say, and what the validator must find in it.</summary>
public sealed record AdversarialProposal
{
    public required string Name { get; init; }

    public required string Customer { get; init; }

    public required string Operator { get; init; }

    public string? CustomerName { get; init; }

    public string? OperatorName { get; init; }

    public required string Template { get; init; }

    public required string Question { get; init; }

    public required IReadOnlyList<string> Keywords { get; init; }

    public required string Type { get; init; }

    public IReadOnlyList<string[]>? Variables { get; init; }

    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Each must be among the findings; none means that nothing may be found.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    public static IReadOnlyList<AdversarialProposal> All { get; } = JsonLines.Read<AdversarialProposal>("adversarial-proposals.jsonl");

    public AnalysisRequest Request => new()
    {
        CustomerMessage = Customer,
        OperatorReply = Operator,
        CustomerName = CustomerName,
        OperatorName = OperatorName,
    };

    public PatternProposal Proposal => new()
    {
        PatternType = Type,
        Keywords = Keywords,
        CanonicalQuestion = Question,
        ResponseTemplate = Template,
        Variables = [.. (Variables ?? []).Select(variable => new ProposedVariable(variable[0], Enum.Parse<VariableSource>(variable[1])))],
        RequiredActions = Actions ?? [],
        CreatedFrom = "test",
    };
}
