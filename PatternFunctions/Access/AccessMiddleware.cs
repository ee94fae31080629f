using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Access;

/// <summary>Lets a caller reach an HTTP function only with a key of the role that the function asks for.</summary>
public sealed class AccessMiddleware(AccessKeys keys) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    private static readonly FrozenDictionary<string, Role> Required = typeof(AccessMiddleware).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Select(method => (Function: method.GetCustomAttribute<FunctionAttribute>()?.Name, method.GetCustomAttribute<RequiresAttribute>()?.Role))
        .Where(entry => entry is { Function: not null, Role: not null })
        .ToFrozenDictionary(entry => entry.Function!, entry => entry.Role!.Value);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // Queues and timers are called by the host alone.
        if (context.GetHttpContext() is { } http)
        {
            var required = Required.GetValueOrDefault(context.FunctionDefinition.Name, Role.Admin);
            if (await RefuseAsync(http, required) is { } refusal)
            {
                context.GetInvocationResult().Value = refusal;
                return;
            }
        }

        await next(context);
    }

    private async Task<IResult?> RefuseAsync(HttpContext http, Role required)
    {
        if (required is Role.Anyone)
        {
            return null;
        }

        var header = http.Request.Headers.Authorization.ToString();
        var caller = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.FindAsync(header[Scheme.Length..].Trim(), http.RequestAborted)
            : null;
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Unauthorized;
        }

        if (caller.Role < required)
        {
            return Problems.Forbidden(required);
        }

        http.Features.Set(caller);
        return null;
    }
}
