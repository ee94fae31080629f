namespace PatternFunctions.OpenPhone;

/// <summary>OpenPhone's API has two versions, side by side.</summary>
public static class ApiVersion
{
    public const string V1 = "v1";

    /// <summary>Asked for by a header; so far it reads more than v1, and cannot send.</summary>
    public const string Of20260330 = "2026-03-30";
}
