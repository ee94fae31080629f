namespace PatternFunctions.OpenPhone;

/// <summary>In the order of how far the check came: of several signatures the best one counts.</summary>
public enum SignatureResult
{
    /// <summary>No header of either scheme.</summary>
    Missing,

    /// <summary>A header is there, but not in the form of its scheme.</summary>
    Malformed,

    /// <summary>No key is configured for the scheme.</summary>
    NoKeys,

    /// <summary>Signed too long ago, or too far in the future.</summary>
    Stale,

    NoMatch,
    Valid,
}
