using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>A question and its answer with placeholders for all that is personal, and the way back.</summary>
public sealed partial class MaskedExchange
{
    private readonly Dictionary<string, Placeholder> placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<(PersonalKind Kind, string Value), string> tokens = [];

    private MaskedExchange()
    {
    }

    public string CustomerMessage { get; private set; } = "";

    public string OperatorReply { get; private set; } = "";

    /// <summary>The placeholders that stand for the customer's name.</summary>
    public IReadOnlyList<string> CustomerNames =>
        [.. placeholders.Where(pair => pair.Value.Variable is not null && pair.Value.Kind is PersonalKind.Name).Select(pair => pair.Key)];

    public static MaskedExchange Of(AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var question = Visible(request.CustomerMessage);
        var answer = Visible(request.OperatorReply);
        string?[] names = [request.CustomerName, request.OperatorName];
        var facts = request.AllowedVariables
            .Where(variable => variable is { Source: VariableSource.Fact, Values: [{ Length: >= 4 }] }).ToArray();
        var own = BusinessWords.Of(request);

        // What is found in one of the two is hidden in the other as well: "the code is 4821" - "4821 does not work".
        var found = Find(question, names, [], own).Concat(Find(answer, names, facts, own)).ToHashSet();
        var masked = new MaskedExchange();
        var customer = TemplateValues.For(TemplateVariables.BuiltIn, "", request.CustomerName);
        var addressed = request.CustomerName is null ? PersonNames.AddressedIn(answer).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        string? VariableOf(PersonalKind kind, string value) => kind switch
        {
            PersonalKind.Fact => facts.FirstOrDefault(fact => Same(fact.Values[0], value))?.Name,
            PersonalKind.Name when customer.GetValueOrDefault(TemplateVariables.CustomerFirstName) is { } first && Same(first, value)
                => TemplateVariables.CustomerFirstName,
            PersonalKind.Name when customer.GetValueOrDefault(TemplateVariables.CustomerName) is { } full && Same(full, value)
                => TemplateVariables.CustomerName,
            PersonalKind.Name when addressed.Contains(value) => TemplateVariables.CustomerFirstName,
            _ => null,
        };

        masked.CustomerMessage = masked.Mask(question, Spans(question, names, [], own, found), VariableOf);
        masked.OperatorReply = masked.Mask(answer, Spans(answer, names, facts, own, found), VariableOf);
        return masked;
    }

    /// <summary>
    /// Puts the values back, but for the customer's name and the business's facts, which become variables. A placeholder
    /// that was never given stays, for the validator to find.
    /// </summary>
    public string RestoreTemplate(string text)
    {
        text = GreetingPattern().Replace(text, match =>
            placeholders.TryGetValue(match.Groups["token"].Value, out var placeholder)
            && placeholder.Variable is TemplateVariables.CustomerFirstName
                ? $"{match.Groups["greeting"].Value}{{{{{placeholder.Variable}|there}}}}"
                : match.Value);
        return PersonalData.PlaceholderPattern().Replace(text, match =>
            !placeholders.TryGetValue(match.Value, out var placeholder) ? match.Value
            : placeholder.Variable is { } variable ? $"{{{{{variable}}}}}"
            : placeholder.Value);
    }

    /// <summary>For a question that is to stand for many: what is one person's stays out.</summary>
    public string RestoreQuestion(string text) =>
        PersonalData.PlaceholderPattern().Replace(text, match =>
            !placeholders.TryGetValue(match.Value, out var placeholder) ? match.Value
            : placeholder.Kind is PersonalKind.Word or PersonalKind.Fact or PersonalKind.Link or PersonalKind.Text ? placeholder.Value
            : "").Trim();

    /// <summary>For a keyword: the words that only the model must not see.</summary>
    public string RestoreWords(string text) =>
        PersonalData.PlaceholderPattern().Replace(text, match =>
            placeholders.TryGetValue(match.Value, out var placeholder) && placeholder.Kind is PersonalKind.Word
                ? placeholder.Value
                : match.Value);

    private string Mask(string text, IReadOnlyList<PersonalSpan> spans, Func<PersonalKind, string, string?> variableOf)
    {
        var masked = new StringBuilder();
        var position = 0;
        foreach (var span in spans)
        {
            var value = text.Substring(span.Start, span.Length);
            masked.Append(text, position, span.Start - position).Append(TokenFor(span.Kind, value, variableOf));
            position = span.End;
        }

        return masked.Append(text, position, text.Length - position).ToString();
    }

    private string TokenFor(PersonalKind kind, string value, Func<PersonalKind, string, string?> variableOf)
    {
        var key = (kind, value.ToLowerInvariant());
        if (!tokens.TryGetValue(key, out var token))
        {
            var number = tokens.Keys.Count(known => known.Kind == kind) + 1;
            token = string.Create(CultureInfo.InvariantCulture, $"[{kind.ToString().ToUpperInvariant()}_{number}]");
            tokens[key] = token;
        }

        // The answer is hidden last: what comes back is written as the operator wrote it.
        placeholders[token] = new Placeholder(kind, value, variableOf(kind, value));
        return token;
    }

    private static IReadOnlyList<PersonalSpan> Spans(
        string text, string?[] names, TemplateVariable[] facts, BusinessWords own, IReadOnlySet<(PersonalKind Kind, string Value)> found)
    {
        List<PersonalSpan> spans = [.. FactSpans(text, facts)];
        foreach (var span in PersonalData.Find(text, names).Concat(UnknownWords.Find(text, own.Words)))
        {
            PersonalData.Add(spans, span);
        }

        foreach (var (kind, value) in found.Where(pair => pair.Value.Length > 1 && pair.Kind is not PersonalKind.Fact))
        {
            foreach (var (start, length) in PersonNames.Find(text, value))
            {
                PersonalData.Add(spans, new PersonalSpan(start, length, kind));
            }
        }

        spans.RemoveAll(span => own.IsOfAPlace(text, span));
        return [.. spans.OrderBy(span => span.Start)];
    }

    private static IEnumerable<(PersonalKind Kind, string Value)> Find(
        string text, string?[] names, TemplateVariable[] facts, BusinessWords own) =>
        Spans(text, names, facts, own, new HashSet<(PersonalKind, string)>()).Select(span => (span.Kind, text.Substring(span.Start, span.Length)));

    /// <summary>As whole words, the longest first: "9am" is also in "9am to 5pm".</summary>
    private static List<PersonalSpan> FactSpans(string text, TemplateVariable[] facts)
    {
        List<PersonalSpan> spans = [];
        foreach (var fact in facts.OrderByDescending(fact => fact.Values[0].Length))
        {
            var pattern = $@"(?<![\w\p{{Sc}}]|\d[.,:]){Regex.Escape(fact.Values[0])}(?!\w|[.,:]\d)";
            spans.AddRange(Regex.Matches(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
                .Select(match => new PersonalSpan(match.Index, match.Length, PersonalKind.Fact))
                .Where(span => !spans.Exists(other => other.Start < span.End && span.Start < other.End))
                .ToList());
        }

        return spans;
    }

    private static string Visible(string text) => HiddenCharacters.Remove(text).Normalize(NormalizationForm.FormC);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<greeting>\b(?:hi|hey|hello|hiya|dear|good (?:morning|afternoon|evening))\s+)(?<token>\[NAME_\d+\])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GreetingPattern();

    private sealed record Placeholder(PersonalKind Kind, string Value, string? Variable);
}
