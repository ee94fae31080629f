using Microsoft.Extensions.DependencyInjection;

namespace PatternFunctions.LocalHost;

public static class MiddlewareExtensions
{
    /// <remarks>The middleware is a singleton, as with the official worker: scoped services come from the context.</remarks>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.AddSingleton<T>();
        return builder.Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
    }
}
