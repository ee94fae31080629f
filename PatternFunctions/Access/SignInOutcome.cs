namespace PatternFunctions.Access;

/// <summary>What became of a sign-in with Entra ID.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <param name="Caller">With a role.</param>
    public sealed record Admitted(Caller Caller) : SignInOutcome;

    /// <summary>Entra ID knows the person, and gives them no role here.</summary>
    public sealed record WithoutRole : SignInOutcome;

    /// <summary>The code or the token is not good.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>The authority is not to be had, or rejects this app.</summary>
    public sealed record Unavailable : SignInOutcome;
}
