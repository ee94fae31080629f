using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PatternFunctions.LocalHost.Http;

/// <summary>
/// The keys of <see cref="AuthorizationLevel"/>, from the settings <c>LocalHost__MasterKey</c> (opens everything),
/// <c>LocalHost__FunctionKey</c> (every function) and <c>LocalHost__FunctionKeys__NAME</c> (one function). A key that is not set opens nothing.
/// </summary>
internal sealed class AccessKeys(IConfiguration configuration)
{
    public bool Allow(HttpRequest request, FunctionEntry entry) => entry.AuthLevel switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => Shows(request, $"FunctionKeys:{entry.Name}") || Shows(request, "FunctionKey") || IsMaster(request),
        _ => IsMaster(request),
    };

    public bool IsMaster(HttpRequest request) => Shows(request, "MasterKey");

    private bool Shows(HttpRequest request, string key)
    {
        var given = request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
        return configuration[$"LocalHost:{key}"] is { Length: > 0 } expected
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
    }
}
