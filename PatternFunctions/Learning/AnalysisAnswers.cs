using System.Text.Json;
using PatternFunctions.Matching;

namespace PatternFunctions.Learning;

/// <summary>From the model's words to an outcome: read strictly, put personal data back, validate.</summary>
internal static class AnalysisAnswers
{
    private static readonly string[] Reasons = ["one_off", "greeting", "counter_question", "incomplete", "personal"];

    public static AnalysisOutcome Read(string text, AnalysisRequest request, MaskedExchange masked, string createdFrom)
    {
        AnalysisAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(text, LearningJson.Default.AnalysisAnswer);
            // The serializer checks properties for null, not what stands in a list.
            answer = answer is null || answer.Keywords.Contains(null!) || answer.Variables.Contains(null!) || answer.RequiredActions.Contains(null!)
                ? null
                : answer;
        }
        catch (JsonException)
        {
            answer = null;
        }

        return answer switch
        {
            null => new Refused([new Refusal(RefusalCode.AnswerMalformed, ProposalField.Answer)]),
            { Reusable: false } => new NotReusable(Reasons.Contains(answer.NotReusableReason) ? answer.NotReusableReason : "other"),
            _ => Validate(answer, request, masked, createdFrom),
        };
    }

    private static AnalysisOutcome Validate(AnalysisAnswer answer, AnalysisRequest request, MaskedExchange masked, string createdFrom)
    {
        var template = masked.RestoreTemplate(answer.ResponseTemplate.Trim());
        var proposal = new PatternProposal
        {
            PatternType = answer.PatternType,
            Keywords =
            [
                .. answer.Keywords.Select(keyword => masked.RestoreWords(keyword.ToUpperInvariant())).Where(keyword => !PersonalData.PlaceholderPattern().IsMatch(keyword))
                    .Select(MessageNormaliser.Normalise).Distinct(StringComparer.Ordinal),
            ],
            CanonicalQuestion = masked.RestoreQuestion(answer.CanonicalQuestion),
            ResponseTemplate = template,
            Variables = VariablesOf(answer, template, request),
            RequiredActions = RequiredActionRules.For(template, answer.RequiredActions),
            CreatedFrom = createdFrom,
        };
        return ProposalValidator.Check(request, proposal) is { Count: > 0 } refusals ? new Refused(refusals) : new Proposed(proposal);
    }

    /// <summary>
    /// What the template uses, with the source that the model gave, so that a wrong idea of a variable is found out. Those
    /// that we put in ourselves, and any that it forgot to name, have the right source by definition.
    /// </summary>
    private static IReadOnlyList<ProposedVariable> VariablesOf(AnalysisAnswer answer, string template, AnalysisRequest request)
    {
        var named = answer.Variables.DistinctBy(variable => variable.Name)
            .Select(variable => new ProposedVariable(
                variable.Name,
                Enum.TryParse<VariableSource>(variable.Source, ignoreCase: true, out var source) ? source : (VariableSource)(-1)))
            .ToArray();
        var used = ProposalValidator.VariablesOf(template, request.AllowedVariables);
        var allowed = request.AllowedVariables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. used.Select(variable => named.FirstOrDefault(other => other.Name == variable.Name) ?? variable),
            // Named, not used, and not on the list: for the validator to refuse.
            .. named.Where(variable => !allowed.Contains(variable.Name)),
        ];
    }
}
