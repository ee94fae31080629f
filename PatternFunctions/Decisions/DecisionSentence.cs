namespace PatternFunctions.Decisions;

/// <summary>Says a decision in one sentence, for operators.</summary>
internal static class DecisionSentence
{
    public static string For(DecisionInput input, ReplyAction would, string[] escalations, IReadOnlyList<Gate> gates)
    {
        var what = escalations.Length > 0 ? Escalated(escalations) : Plain(input, would, gates);
        return !input.Config.Enabled ? $"Switched off; otherwise: {what}"
            : input.Config.ShadowMode ? $"Shadow mode, nothing is done; otherwise: {what}"
            : what;
    }

    private static string Escalated(string[] escalations) =>
        $"To an operator at once: {string.Join(", ", escalations.Select(reason => reason.Replace('_', ' ')))}.";

    private static string Plain(DecisionInput input, ReplyAction would, IReadOnlyList<Gate> gates)
    {
        var config = input.Config;
        var confidence = Gate.Show(input.Confidence);
        return would switch
        {
            ReplyAction.Auto => $"Reply automatically: confidence {confidence} and every condition holds.",
            ReplyAction.Suggest when input.Confidence >= config.AutoExecuteThreshold =>
                $"Suggest to an operator: confidence {confidence}, but not automatically. {WhyNot(gates)}",
            ReplyAction.Suggest =>
                $"Suggest to an operator: confidence {confidence} is below {Gate.Show(config.AutoExecuteThreshold)}.",
            ReplyAction.Queue =>
                $"Wait for approval: confidence {confidence} is below {Gate.Show(config.SuggestThreshold)}.",
            _ when !input.IsMatched => "Learn only: no pattern matches.",
            _ when input.Conversation.Answered => "Learn only: a person has answered already.",
            _ when input.Conversation.OptedOut => "Learn only: the customer has opted out.",
            _ when input.Conversation.IsGroup => "Learn only: it is a group conversation.",
            _ when input.Conversation.AnonymousSender => "Learn only: the sender's number is withheld.",
            _ => $"Learn only: confidence {confidence} is below {Gate.Show(config.QueueThreshold)}.",
        };
    }

    private static string WhyNot(IReadOnlyList<Gate> gates)
    {
        var shut = gates.Where(gate => !gate.Ok && gate.Name is not (AutoGates.Enabled or AutoGates.NotShadow)).ToList();
        return shut.Count == 1 ? shut[0].Sentence : $"{shut[0].Sentence} ({shut.Count - 1} more)";
    }
}
