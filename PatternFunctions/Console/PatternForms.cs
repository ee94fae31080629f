using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole;

/// <summary>What people type to make or change a pattern, and what it comes to.</summary>
internal static class PatternForms
{
    public static PatternForm Read(Visit visit) => new(
        visit.Form("question") ?? "", visit.Form("type") ?? PatternTypes.General, visit.Form("template") ?? "", visit.Form("keywords") ?? "",
        visit.Form("sample") ?? visit.Form("question") ?? "");

    public static PatternForm Of(PatternDetails pattern) => new(
        pattern.TriggerText, pattern.PatternType, pattern.ResponseTemplate, string.Join(", ", pattern.TriggerKeywords), pattern.TriggerText);

    public static CreatePatternRequest ToCreate(PatternForm form) => new()
    {
        PatternType = form.Type,
        TriggerText = form.Question,
        TriggerKeywords = KeywordsOf(form),
        ResponseTemplate = form.Template,
    };

    /// <summary>What is as it was is left out: another template is a new version.</summary>
    public static EditPatternRequest ToEdit(PatternForm form, PatternDetails pattern) => new()
    {
        PatternType = form.Type == pattern.PatternType ? null : form.Type,
        TriggerText = form.Question == pattern.TriggerText ? null : form.Question,
        TriggerKeywords = KeywordsOf(form) is var keywords && keywords.SequenceEqual(pattern.TriggerKeywords) ? null : keywords,
        ResponseTemplate = form.Template == pattern.ResponseTemplate ? null : form.Template,
    };

    /// <param name="config">Says which there are.</param>
    /// <param name="type">Of the pattern, which keeps it if it is no longer configured.</param>
    public static PatternChoices Choices(LearningConfig config, string? type) => new(
        [.. config.PatternTypes.Union(type is null ? [] : [type])],
        [.. config.Variables.Select(variable => new VariableRow(variable.Name, variable.Description, variable.Source is VariableSource.Fact))]);

    /// <param name="form">As typed.</param>
    /// <param name="variables">Those that a template may have, with the business's own.</param>
    public static PreviewModel Preview(PatternForm form, IReadOnlyList<TemplateVariable> variables)
    {
        var problems = TemplateRules.Check(form.Template, variables);
        if (problems.Count > 0)
        {
            return new PreviewModel(null, [.. problems.Select(problem => SentenceOf(problem, form.Template))], []);
        }

        var reply = ReplyComposer.Compose(form.Template, form.Sample, Texts.Preview_Customer, variables);
        return new PreviewModel(reply.Text, [], reply.Unfilled);
    }

    public static IReadOnlyList<string> KeywordsOf(PatternForm form) =>
        [.. form.Keywords.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string SentenceOf(TemplateProblem problem, string text)
    {
        var place = text.Substring(Math.Min(problem.Position, text.Length), Math.Min(Math.Min(problem.Length, 40), text.Length - Math.Min(problem.Position, text.Length)));
        return problem.Code switch
        {
            TemplateProblemCode.Empty => Texts.Template_Empty,
            TemplateProblemCode.TooLong => Texts.Template_TooLong,
            TemplateProblemCode.NotClosed => Words.Format(Texts.Template_NotClosed, place),
            TemplateProblemCode.StrayBrace => Texts.Template_StrayBrace,
            TemplateProblemCode.BadName => Words.Format(Texts.Template_BadName, place),
            TemplateProblemCode.BadFallback => Words.Format(Texts.Template_BadFallback, place),
            TemplateProblemCode.UnknownVariable => Words.Format(Texts.Template_Unknown, place),
            _ => Texts.Template_Hidden,
        };
    }
}
