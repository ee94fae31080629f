namespace PatternFunctions.Tests.Support;

/// <summary>A test that has no short form.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (!LongTests.AreAsked)
        {
            Skip = "PATTERNS_LONG_TESTS is not 1.";
        }
    }
}
