using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>An operator's words as they stand, with variables for what is this customer's. No model is asked.</summary>
internal static partial class AnswerTemplate
{
    public static string Of(AnalysisRequest request, MaskedExchange masked, string patternType)
    {
        var template = SignaturePattern().Replace(masked.OperatorReply, "").Trim();
        foreach (var variable in request.AllowedVariables.Where(variable => variable.Source is VariableSource.Message && VariableScope.Suits(variable, patternType)))
        {
            if (MessageValues.Find(variable, masked.CustomerMessage) is { } value)
            {
                template = MessageValues.Replace(variable, template, value, $"{{{{{variable.Name}}}}}");
            }
        }

        return masked.RestoreTemplate(template);
    }

    [GeneratedRegex(@"(?:\s*[\-–—~]\s?|\s*\n\s*|(?<=[.!?])\s+)\[NAME_\d+\]\s*\z")]
    private static partial Regex SignaturePattern();
}
