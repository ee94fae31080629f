namespace PatternFunctions.Learning;

/// <summary>
/// "We open Sunday at 10" holds for Sunday: in an answer about hours or prices the day that was asked for is part of the
/// fact, not a blank to fill with whatever day the next customer names.
/// </summary>
internal static class VariableScope
{
    public static bool Suits(TemplateVariable variable, string patternType) =>
        variable.Source is not VariableSource.Message
        || variable.Name is TemplateVariables.BayNumber
        || patternType is not (PatternTypes.Hours or PatternTypes.Faq or PatternTypes.GiftCards or PatternTypes.Membership);
}
