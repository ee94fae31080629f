using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace PatternFunctions.LocalHost.Http;

/// <summary>
/// The worker middleware behind ConfigureFunctionsWebApplication: hands the HttpContext on, and executes the result when
/// everything registered after it has had its say.
/// </summary>
internal static class AspNetIntegration
{
    public static async Task InvokeAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.Trigger is not HttpContext http)
        {
            await next(context);
            return;
        }

        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        await next(context);
        await (context.Result.Value switch
        {
            IResult result => result.ExecuteAsync(http),
            IActionResult result => result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
            _ => Task.CompletedTask,
        });
    }
}
