namespace PatternFunctions.Access;

/// <summary>The role that an HTTP function asks for. One without it is closed to everybody but admins.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(Role role) : Attribute
{
    public Role Role { get; } = role;
}
