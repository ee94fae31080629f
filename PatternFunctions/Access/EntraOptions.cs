namespace PatternFunctions.Access;

/// <summary>Section <c>Access__Entra</c>. Without an authority and an audience, no bearer token of Entra ID is let in.</summary>
public sealed class EntraOptions
{
    /// <summary>Such as <c>https://login.microsoftonline.com/TENANT/v2.0</c>; its metadata names the issuer and the signing keys.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The client id of the API's app registration, or its application id URI.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The app role of operators, as the token's <c>roles</c> has it.</summary>
    public string OperatorRole { get; set; } = "Patterns.Operator";

    public string AdminRole { get; set; } = "Patterns.Admin";

    public bool IsConfigured => Authority.Length > 0 && Audience.Length > 0;
}
