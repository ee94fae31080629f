namespace PatternFunctions.Learning;

/// <summary>
/// "We open Sunday at 10" holds for Sunday: in an answer about hours or prices the day that was asked for is part of the
/// fact, not a blank to fill with whatever day the next customer names. A type of the business's own is taken for one of facts.
/// </summary>
internal static class VariableScope
{
    public static bool Suits(TemplateVariable variable, string patternType) =>
        variable.Source is not VariableSource.Message
        || variable.Name is TemplateVariables.BayNumber
        || patternType is PatternTypes.Booking or PatternTypes.TechIssue or PatternTypes.Access or PatternTypes.General;
}
