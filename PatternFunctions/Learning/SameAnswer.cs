using PatternFunctions.Replies;

namespace PatternFunctions.Learning;

/// <summary>Whether two templates tell a customer the same: alike in words, and with the very same facts in them.</summary>
public static class SameAnswer
{
    public static bool Holds(string left, string right)
    {
        if (Template.Parse(left).Template is not { } one || Template.Parse(right).Template is not { } other)
        {
            return left == right;
        }

        // A name that one of the two calls the customer by says nothing.
        return Agreement.Between(one.LiteralText, other.LiteralText).Agrees
            && ClaimsOf(one.LiteralText).SetEquals(ClaimsOf(other.LiteralText))
            && VariablesOf(one).SetEquals(VariablesOf(other));
    }

    /// <summary>Whether two questions speak of the same days, times, numbers and prices, and deny the same.</summary>
    public static bool AsksTheSame(string left, string right) =>
        ClaimsOf(left).Where(claim => claim.Code is not RefusalCode.InventedPromise)
            .ToHashSet().SetEquals(ClaimsOf(right).Where(claim => claim.Code is not RefusalCode.InventedPromise))
        && Wording.KeepsNegations(left, right);

    private static HashSet<(RefusalCode Code, string Value)> ClaimsOf(string text) =>
        [.. Claims.In(text).Select(claim => (claim.IfInvented, claim.Value))];

    private static HashSet<string> VariablesOf(Template template) =>
        [.. template.Variables.Where(name => name is not (TemplateVariables.CustomerName or TemplateVariables.CustomerFirstName))];
}
