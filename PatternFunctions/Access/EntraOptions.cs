namespace PatternFunctions.Access;

/// <summary>
/// Section <c>Access__Entra</c>. Without an authority and an audience, no bearer token of Entra ID is let in; without an
/// authority and a client id, the console offers no sign-in with it. No record, so that nothing prints its secret.
/// </summary>
public sealed class EntraOptions
{
    /// <summary>Such as <c>https://login.microsoftonline.com/TENANT/v2.0</c>; its metadata names the issuer and the signing keys.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The client id of the API's app registration, or its application id URI.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The client id of the app registration by which people sign in to the console; it may be the API's.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A secret of that registration. Entra ID asks for one if its redirect address is of the kind "Web".</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where people come back to, as registered; empty for <c>/console/entra/callback</c> at the address that the browser has.</summary>
    public string RedirectUri { get; set; } = "";

    /// <summary>The app role of operators, as the token's <c>roles</c> has it.</summary>
    public string OperatorRole { get; set; } = "Patterns.Operator";

    public string AdminRole { get; set; } = "Patterns.Admin";

    public bool TakesTokens => Authority.Length > 0 && Audience.Length > 0;

    public bool SignsIn => Authority.Length > 0 && ClientId.Length > 0;
}
