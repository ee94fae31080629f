namespace PatternFunctions.LocalHost;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    /// <remarks>Anonymous, as in the official attribute: only the parameterless form asks for a key.</remarks>
    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
    }

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    public AuthorizationLevel AuthLevel { get; }

    /// <summary>None means every method.</summary>
    public string[]? Methods { get; }

    /// <summary>Below the route prefix of host.json; the function's name where it is null.</summary>
    public string? Route { get; set; }
}
