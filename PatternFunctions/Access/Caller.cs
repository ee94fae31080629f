using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Access;

/// <summary>Who calls, once the middleware has let them through.</summary>
/// <param name="Name">As it stands in the history: the label of the key, or the name of the person.</param>
/// <param name="Source">Where the call comes from: an address, or "schedule".</param>
public sealed record Caller(string Name, Role Role, string Source)
{
    /// <summary>The app itself, at its hours.</summary>
    public static Caller Schedule { get; } = new("schedule", Role.Admin, "schedule");

    public static Caller Of(HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("The function asks for no role, so nobody is known.");
}
