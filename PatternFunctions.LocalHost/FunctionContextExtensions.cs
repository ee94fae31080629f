using Microsoft.AspNetCore.Http;

namespace PatternFunctions.LocalHost;

public static class FunctionContextExtensions
{
    internal static readonly object HttpContextKey = new();

    /// <summary>
    /// Null for queues and timers, and in a middleware that was registered before
    /// <see cref="FunctionsApplicationBuilder.ConfigureFunctionsWebApplication"/>.
    /// </summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;

    public static InvocationResult GetInvocationResult(this FunctionContext context) => context.Result;
}
