namespace PatternFunctions.Learning;

/// <summary>
/// For machines without a model: keeps the operator's words as they are and replaces what it can tell is this
/// customer's (name, bay, time). Finds fewer patterns than a model, and no cleverer ones.
/// </summary>
public sealed class RuleBasedAnalyser : IReplyAnalyser
{
    /// <summary>Raised with every change of the rules: stored with each pattern.</summary>
    private const string Version = "rules@2";

    public string Name => "rules";

    public decimal EstimateUsd(AnalysisRequest request) => 0;

    public Task<AnalysisOutcome> AnalyseAsync(AnalysisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(Analyse(request));
    }

    private static AnalysisOutcome Analyse(AnalysisRequest request)
    {
        var quality = ExampleQuality.Of(request.CustomerMessage, request.OperatorReply);
        if (!quality.IsReusable)
        {
            return new NotReusable(quality.Reason ?? "one_off");
        }

        var masked = MaskedExchange.Of(request);
        var type = TypeRules.TypeOf(request);
        var template = AnswerTemplate.Of(request, masked, type);
        var question = PlainQuestion.Of(masked);
        var proposal = new PatternProposal
        {
            PatternType = type,
            Keywords = KeywordRules.KeywordsOf(question),
            CanonicalQuestion = question,
            ResponseTemplate = template,
            Variables = ProposalValidator.VariablesOf(template, request.AllowedVariables),
            RequiredActions = RequiredActionRules.For(template, []),
            CreatedFrom = Version,
        };
        return ProposalValidator.Check(request, proposal) is { Count: > 0 } refusals ? new Refused(refusals) : new Proposed(proposal);
    }
}
