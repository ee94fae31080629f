using System.Text.RegularExpressions;
using PatternFunctions.Matching;

namespace PatternFunctions.Learning;

/// <summary>
/// The gate between any analyser and the pattern store. It trusts nothing that the analyser says and checks it against
/// what the operator wrote. A wrong refusal costs a person a look; a wrong pass could reach customers.
/// </summary>
public static partial class ProposalValidator
{
    private const int MaxQuestionLength = 500;
    private const int MaxKeywords = 12;
    private const int MaxKeywordLength = 40;
    private const int MaxActions = 5;

    /// <summary>What makes a pair unfit before anything is proposed, so that no model need be asked.</summary>
    public static IReadOnlyList<Refusal> CheckRequest(AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. Hostile(request.CustomerMessage, ProposalField.CustomerMessage),
            .. Hostile(request.OperatorReply, ProposalField.OperatorReply),
            .. Hidden(request.OperatorReply, ProposalField.OperatorReply),
        ];
    }

    /// <returns>Everything that speaks against the proposal; nothing if it may become a pattern.</returns>
    public static IReadOnlyList<Refusal> Check(AnalysisRequest request, PatternProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(proposal);
        return
        [
            .. CheckRequest(request),
            .. CheckType(request, proposal),
            .. TemplateCheck.Of(request, proposal),
            .. CheckVariables(request, proposal),
            .. CheckQuestion(request, proposal.CanonicalQuestion),
            .. CheckKeywords(request, proposal.Keywords),
            .. CheckActions(proposal.RequiredActions),
        ];
    }

    /// <summary>The variables that a template really uses; none if it cannot be read.</summary>
    public static IReadOnlyList<ProposedVariable> VariablesOf(string template, IReadOnlyList<TemplateVariable> allowedVariables) =>
    [
        .. from name in Template.Parse(template).Template?.Variables ?? []
           join variable in allowedVariables on name equals variable.Name
           select new ProposedVariable(name, variable.Source),
    ];

    internal static IEnumerable<Refusal> Hostile(string text, ProposalField field) =>
        HostileText.Find(text) is { } found ? [new Refusal(RefusalCode.Injection, field, found.Start, found.Length)] : [];

    internal static IEnumerable<Refusal> Hidden(string text, ProposalField field) =>
        HiddenCharacters.IndexIn(text) is >= 0 and var index ? [new Refusal(RefusalCode.HiddenCharacters, field, index, 1)] : [];

    private static IEnumerable<Refusal> CheckType(AnalysisRequest request, PatternProposal proposal) =>
        request.PatternTypes.Contains(proposal.PatternType, StringComparer.Ordinal)
            ? []
            : [new Refusal(RefusalCode.TypeNotConfigured, ProposalField.PatternType)];

    private static IEnumerable<Refusal> CheckVariables(AnalysisRequest request, PatternProposal proposal) =>
        from declared in proposal.Variables
        let allowed = request.AllowedVariables.FirstOrDefault(variable => variable.Name == declared.Name)
        where allowed?.Source != declared.Source
        select new Refusal(allowed is null ? RefusalCode.VariableNotAllowed : RefusalCode.VariableSourceWrong, ProposalField.Variables);

    /// <summary>What keeps a question from standing for others.</summary>
    internal static IEnumerable<Refusal> CheckQuestion(AnalysisRequest request, string question)
    {
        const ProposalField Field = ProposalField.CanonicalQuestion;
        if (question.Length > MaxQuestionLength)
        {
            yield return new Refusal(RefusalCode.TriggerTooLong, Field, MaxQuestionLength, question.Length - MaxQuestionLength);
            yield break;
        }

        if (IsGeneric(question))
        {
            yield return new Refusal(RefusalCode.TriggerTooGeneric, Field);
        }

        if (question.AsSpan().IndexOfAny('{', '}') is >= 0 and var brace)
        {
            yield return new Refusal(RefusalCode.LeftoverPlaceholder, Field, brace, 1);
        }

        foreach (var refusal in Hostile(question, Field).Concat(Hidden(question, Field)).Concat(TemplateCheck.Personal(request, question, Field)))
        {
            yield return refusal;
        }

        foreach (var claim in Claims.NotIn($"{request.CustomerMessage}\n{request.OperatorReply}", question)
            .Where(claim => claim.IfInvented is not (RefusalCode.InventedPromise or RefusalCode.InventedDate)))
        {
            yield return new Refusal(claim.IfInvented, Field, claim.Start, claim.Length);
        }

        if (!KeywordRules.ContentWordsOf(question).Select(Stem.Of)
            .Intersect(KeywordRules.ContentWordsOf($"{request.CustomerMessage}\n{request.OperatorReply}").Select(Stem.Of)).Any())
        {
            yield return new Refusal(RefusalCode.TriggerTooGeneric, Field);
        }
    }

    /// <summary>
    /// A trigger such as "question" or "help please" would catch every other message; "and on Sunday?" is a question only
    /// together with the one before.
    /// </summary>
    internal static bool IsGeneric(string question) =>
        !question.Any(char.IsLetterOrDigit) || KeywordRules.ContentWordsOf(question).All(word =>
            word is "question" or "questions" or "help" or "info" or "information" or "hi" or "message" or "customer" or "issue"
                or "problem" or "ask" or "asks" or "inquiry" or "general" or "request" or "today" or "tomorrow" or "tonight"
                or "weekend" or "weekends" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"
                or "mondays" or "tuesdays" or "wednesdays" or "thursdays" or "fridays" or "saturdays" or "sundays" or "time" or "later"
            || word.All(char.IsDigit));

    private static IEnumerable<Refusal> CheckKeywords(AnalysisRequest request, IReadOnlyList<string> keywords)
    {
        const ProposalField Field = ProposalField.Keywords;
        if (keywords.Count is 0 or > MaxKeywords)
        {
            yield return new Refusal(RefusalCode.KeywordsMissing, Field);
        }

        var said = MessageNormaliser.Normalise($"{request.CustomerMessage}\n{request.OperatorReply}").Split(' ').Select(Stem.Of).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < keywords.Count; index++)
        {
            var words = MessageNormaliser.Normalise(keywords[index]).Split(' ');
            if (keywords[index].Length > MaxKeywordLength || words.Any(word => word.Length == 0 || !said.Contains(Stem.Of(word))))
            {
                yield return new Refusal(RefusalCode.KeywordNotFromMessage, Field, index);
            }
        }

        if (keywords.Count > 0 && IsGeneric(string.Join(' ', keywords)))
        {
            yield return new Refusal(RefusalCode.TriggerTooGeneric, Field);
        }

        foreach (var refusal in keywords.SelectMany(keyword =>
            Hostile(keyword, Field).Concat(Hidden(keyword, Field)).Concat(TemplateCheck.Personal(request, keyword, Field))))
        {
            yield return refusal;
        }
    }

    private static IEnumerable<Refusal> CheckActions(IReadOnlyList<string> actions) =>
        actions.Count > MaxActions || !actions.All(ActionPattern().IsMatch)
            ? [new Refusal(RefusalCode.ActionMalformed, ProposalField.RequiredActions)]
            : [];

    [GeneratedRegex(@"\A[a-z][a-z_]{2,39}\z")]
    private static partial Regex ActionPattern();
}
