namespace PatternFunctions.LocalHost;

/// <summary>Which key a caller must show. User and System are refused at start: only the real host has those keys.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
