namespace PatternFunctions.Access;

/// <summary>What a caller may do; each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>Everybody, without a key.</summary>
    Anyone,

    /// <summary>See and decide.</summary>
    Operator,

    /// <summary>Activate, configure, import, forget, hand out keys.</summary>
    Admin,
}
