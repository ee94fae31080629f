using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// Finds the values of a template's variables for one message. What is in doubt has no value: two bays in one message,
/// or a contact called "Bob (owes 40)", whose note is not for the customer.
/// </summary>
public static partial class TemplateValues
{
    private const int MaxNameLength = 60;

    /// <returns>Values by variable name; a variable without one is absent.</returns>
    public static IReadOnlyDictionary<string, string> For(
        IReadOnlyList<TemplateVariable> variables, string customerMessage, string? customerName)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(customerMessage);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var value = variable.Source switch
            {
                VariableSource.Contact => NameFor(variable.Name, customerName),
                VariableSource.Message => MessageValues.Find(variable, customerMessage),
                VariableSource.Fact when variable.Values is [var only] => only,
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(value) && HiddenCharacters.IndexIn(value) < 0)
            {
                values[variable.Name] = value.Trim();
            }
        }

        return values;
    }

    private static string? NameFor(string variable, string? customerName)
    {
        if (customerName?.Trim() is not { Length: > 0 and <= MaxNameLength } name || !NamePattern().IsMatch(name))
        {
            return null;
        }

        var first = name.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return variable switch
        {
            TemplateVariables.CustomerName => name,
            TemplateVariables.CustomerFirstName when first.Length > 1 && !TitlePattern().IsMatch(first) => first,
            _ => null,
        };
    }

    /// <summary>Letters of any script with the marks that names have; no digits, brackets, signs.</summary>
    [GeneratedRegex(@"\A\p{L}[\p{L}\p{M}'’.\- ]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(?:mr|mrs|ms|mx|dr|prof|sir|the|new|old)\.?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitlePattern();
}
