using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// For machines without a model: keeps the operator's words as they are and replaces what it can tell is this
/// customer's (name, bay, time). Finds fewer patterns than a model, and no cleverer ones.
/// </summary>
public sealed partial class RuleBasedAnalyser : IReplyAnalyser
{
    /// <summary>Raised with every change of the rules: stored with each pattern.</summary>
    private const string Version = "rules@1";

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
        var template = TemplateOf(request, masked, type);
        var question = masked.RestoreQuestion(QuestionOf(masked));
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

    private static string TemplateOf(AnalysisRequest request, MaskedExchange masked, string type)
    {
        var template = SignaturePattern().Replace(masked.OperatorReply, "").Trim();
        foreach (var variable in request.AllowedVariables.Where(variable => variable.Source is VariableSource.Message && VariableScope.Suits(variable, type)))
        {
            if (MessageValues.Find(variable, masked.CustomerMessage) is { } value)
            {
                template = MessageValues.Replace(variable, template, value, $"{{{{{variable.Name}}}}}");
            }
        }

        return masked.RestoreTemplate(template);
    }

    private static string QuestionOf(MaskedExchange masked)
    {
        // Of a burst, the texts that say nothing ("hey", "thanks!") do not belong to the question.
        var lines = masked.CustomerMessage.Split('\n').Where(line => KeywordRules.ContentWordsOf(line).Any());
        var question = IntroductionPattern().Replace(string.Join('\n', lines), "");
        question = GreetingPattern().Replace(question.Trim(), "");
        return Blanks().Replace(question, " ").Trim();
    }

    [GeneratedRegex(@"(?:\s*[\-–—~]\s?|\s*\n\s*|(?<=[.!?])\s+)\[NAME_\d+\]\s*\z")]
    private static partial Regex SignaturePattern();

    [GeneratedRegex(@"\b(?:my\s+name\s+is|this\s+is|it['’]?s|i['’]?m|i\s+am)\s+\[NAME_\d+\][,.!]?\s*(?:here\b[,.!]?\s*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IntroductionPattern();

    [GeneratedRegex(@"\A(?:(?:hi|hey|hello|hiya|good\s+(?:morning|afternoon|evening))\b(?:\s+(?:there|all|guys|team|\[NAME_\d+\]))?[\s,.!\-]*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GreetingPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
