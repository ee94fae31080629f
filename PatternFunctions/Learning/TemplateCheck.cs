using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>Holds a proposed template against the operator's reply.</summary>
internal static partial class TemplateCheck
{
    private const ProposalField Field = ProposalField.ResponseTemplate;

    public static IEnumerable<Refusal> Of(AnalysisRequest request, PatternProposal proposal)
    {
        var text = proposal.ResponseTemplate;
        var problems = TemplateRules.Check(text, request.AllowedVariables);
        if (Template.Parse(text).Template is not { } template || problems.Count > 0)
        {
            // A template that cannot be read is not searched further, but for what must never be stored unsaid.
            return problems.Select(Refuse).Concat(ProposalValidator.Hostile(text, Field));
        }

        var literal = template.LiteralText;
        return
        [
            .. ProposalValidator.Hostile(literal, Field),
            .. Leftovers(request.OperatorReply, literal),
            .. Personal(request, literal, Field),
            .. Invented(request.OperatorReply, literal),
            .. Variables(request, proposal, template),
        ];
    }

    /// <summary>What belongs to one person, and secrets, which must not go out to whoever asks in the same words.</summary>
    public static IEnumerable<Refusal> Personal(AnalysisRequest request, string text, ProposalField field)
    {
        string?[] known = [request.CustomerName, request.OperatorName];
        string?[] names =
        [
            .. known,
            .. PersonNames.In(request.CustomerMessage).Concat(PersonNames.In(request.OperatorReply)).Select(name => name.Value),
        ];
        foreach (var form in names.SelectMany(PersonNames.FormsOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (start, length) in PersonNames.Find(text, form))
            {
                yield return new Refusal(RefusalCode.PersonalName, field, start, length);
            }
        }

        foreach (var span in PersonalData.Find(text, []))
        {
            var value = text.Substring(span.Start, span.Length);
            var isCustomers = request.CustomerMessage.Contains(value, StringComparison.OrdinalIgnoreCase);
            RefusalCode? code = span.Kind switch
            {
                PersonalKind.Card => RefusalCode.CardNumber,
                PersonalKind.Code => RefusalCode.AccessCode,
                PersonalKind.Reference => RefusalCode.PersonalContact,
                PersonalKind.Phone or PersonalKind.Email or PersonalKind.Number when isCustomers => RefusalCode.PersonalContact,
                PersonalKind.Address when isCustomers => RefusalCode.PersonalAddress,
                PersonalKind.Link when IsPersonalLink(value) => RefusalCode.PersonalLink,
                PersonalKind.Text => RefusalCode.LeftoverPlaceholder,
                _ => null,
            };
            if (code is { } refusal)
            {
                yield return new Refusal(refusal, field, span.Start, span.Length);
            }
        }
    }

    private static Refusal Refuse(TemplateProblem problem) => new(
        problem.Code switch
        {
            TemplateProblemCode.Empty => RefusalCode.TemplateEmpty,
            TemplateProblemCode.TooLong => RefusalCode.TemplateTooLong,
            TemplateProblemCode.UnknownVariable => RefusalCode.VariableNotAllowed,
            TemplateProblemCode.HiddenCharacters => RefusalCode.HiddenCharacters,
            _ => RefusalCode.TemplateSyntax,
        },
        Field, problem.Position, problem.Length);

    private static IEnumerable<Refusal> Leftovers(string reply, string literal) =>
        from Match match in LeftoverPattern().Matches(literal)
        where !reply.Contains(match.Value, StringComparison.Ordinal) || PersonalData.PlaceholderPattern().IsMatch(match.Value)
        select new Refusal(RefusalCode.LeftoverPlaceholder, Field, match.Index, match.Length);

    private static IEnumerable<Refusal> Invented(string reply, string literal)
    {
        foreach (var claim in Claims.NotIn(reply, literal))
        {
            yield return new Refusal(claim.IfInvented, Field, claim.Start, claim.Length);
        }

        if (!Wording.KeepsNegations(reply, literal))
        {
            yield return new Refusal(RefusalCode.PolarityChanged, Field);
        }

        if (!Wording.KeepsConditions(reply, literal))
        {
            yield return new Refusal(RefusalCode.ConditionLost, Field);
        }

        if (Wording.OtherScriptIn(reply, literal) is >= 0 and var letter)
        {
            yield return new Refusal(RefusalCode.OtherScript, Field, letter, 1);
        }

        if (!Wording.KeepsTo(reply, literal))
        {
            yield return new Refusal(RefusalCode.NotTheOperatorsWords, Field);
        }
    }

    private static IEnumerable<Refusal> Variables(AnalysisRequest request, PatternProposal proposal, Template template)
    {
        var values = TemplateValues.For(request.AllowedVariables, request.CustomerMessage, request.CustomerName);
        foreach (var part in template.Parts.OfType<VariablePart>())
        {
            var variable = request.AllowedVariables.First(allowed => allowed.Name == part.Name);
            if (variable.Source is not VariableSource.Contact
                && !(values.TryGetValue(part.Name, out var value) && MessageValues.Contains(request.OperatorReply, value)))
            {
                yield return new Refusal(RefusalCode.VariableDoesNotReproduceReply, Field, part.Position, part.Length);
            }
            else if (!VariableScope.Suits(variable, proposal.PatternType))
            {
                yield return new Refusal(RefusalCode.VariableNotAllowed, Field, part.Position, part.Length);
            }
        }
    }

    private static bool IsPersonalLink(string link) =>
        LinkTokenPattern().IsMatch(link)
        || link.Split('/', '?', '=', '&', '#').Any(part => part.Length >= 16 && part.Any(char.IsDigit) && part.Any(char.IsLetter) && !part.Contains('-', StringComparison.Ordinal) && !part.Contains('.', StringComparison.Ordinal))
        || GuidPattern().IsMatch(link);

    /// <summary>Blanks of other notations: [name], &lt;name&gt;, %NAME%, $name, ____, and our own placeholders.</summary>
    [GeneratedRegex(@"\[[A-Za-z][A-Za-z_ \d]{0,30}\]|<[A-Za-z][A-Za-z_ \d]{0,30}>|%[A-Za-z_]{2,30}%|\$[A-Za-z_]{2,30}\b|_{3,}|\bX{3,}\b")]
    private static partial Regex LeftoverPattern();

    [GeneratedRegex(@"[?&/#](?:token|key|sig|signature|session|auth|code|email|phone|customer|user|uid|invoice|reset)\b[=/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkTokenPattern();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GuidPattern();
}
