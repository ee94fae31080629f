using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Access;

/// <summary>Lets a caller reach an HTTP function only with the role that the function asks for, and not too often.</summary>
public sealed class AccessMiddleware(Authenticator authenticator, RateLimits limits) : IFunctionsWorkerMiddleware
{
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
            return TooMany(http, limits.OfSource(Authenticator.SourceOf(http)));
        }

        var (caller, wait) = await authenticator.FindAsync(http);
        if (TooMany(http, wait) is { } guessing)
        {
            return guessing;
        }

        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Unauthorized;
        }

        if (TooMany(http, limits.OfCaller(caller)) is { } refusal)
        {
            return refusal;
        }

        if (caller.Role < required)
        {
            return Problems.Forbidden(required);
        }

        http.Features.Set(caller);
        return null;
    }

    private static IResult? TooMany(HttpContext http, string? wait)
    {
        if (wait is null)
        {
            return null;
        }

        http.Response.Headers.RetryAfter = wait;
        return Problems.TooMany;
    }
}
