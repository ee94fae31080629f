using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>What the business itself has entered and a model may see: its types, what its variables are for, its places.</summary>
internal sealed partial class BusinessWords
{
    private readonly string[] places;
    private readonly HashSet<string> people;

    private BusinessWords(AnalysisRequest request)
    {
        places = [.. request.AllowedVariables.Where(variable => variable.Source is VariableSource.Message).SelectMany(variable => variable.Values)];
        people = new[] { request.CustomerName, request.OperatorName }.SelectMany(PersonNames.FormsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Words = request.PatternTypes.Concat(request.AllowedVariables.SelectMany(variable => new[] { variable.Name, variable.Description }))
            .SelectMany(text => WordPattern().Matches(text.ToLowerInvariant()).Select(word => word.Value))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>In small letters.</summary>
    public IReadOnlySet<string> Words { get; }

    public static BusinessWords Of(AnalysisRequest request) => new(request);

    /// <summary>Whether a find belongs to a place ("Charlotte", "St James Park") and names neither customer nor operator.</summary>
    public bool IsOfAPlace(string text, PersonalSpan span) =>
        span.Kind is PersonalKind.Name or PersonalKind.Word
        && !people.Contains(text.Substring(span.Start, span.Length))
        && places.Any(place => PersonNames.Find(text, place).Any(found => found.Start <= span.Start && span.End <= found.Start + found.Length));

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’\-]*")]
    private static partial Regex WordPattern();
}
