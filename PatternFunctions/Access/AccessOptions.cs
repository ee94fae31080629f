namespace PatternFunctions.Access;

/// <summary>Section <c>Access</c>. No record, so that nothing prints its secrets.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    public const int ShortestKey = 20;

    /// <summary>
    /// An admin's key from the settings, to begin with; at least 20 characters. Empty, as it is by default, lets nobody in.
    /// </summary>
    public string AdminKey { get; set; } = "";
}
