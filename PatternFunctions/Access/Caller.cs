using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Access;

/// <summary>Who calls, once the middleware has let them through.</summary>
/// <param name="Name">As it stands in the history: the label of the key.</param>
public sealed record Caller(string Name, Role Role)
{
    public static Caller Of(HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("The function asks for no role, so nobody is known.");
}
