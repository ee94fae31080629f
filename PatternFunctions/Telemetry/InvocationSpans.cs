using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Telemetry;

/// <summary>
/// A trace begins with a request or a timer. (A queue's function begins its span by itself, because what it belongs to
/// stands in the message.) Whatever a caller sends as its trace is not believed: webhooks come from outside.
/// </summary>
public sealed class InvocationSpans : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        Invocation.Enter(context.InvocationId);
        if (Triggers.IsCalledByQueue(function))
        {
            await next(context);
            return;
        }

        var http = context.GetHttpContext();
        // For Azure Monitor only servers and consumers make requests, and a timer's run is one.
        using var invocation = Invocation.Begin(function, http is null ? ActivityKind.Consumer : ActivityKind.Server);
        try
        {
            await next(context);
            if (http is not null)
            {
                // The result is not executed yet: until then the response says 200 of everything.
                invocation.Answered(http.Request.Method, (context.GetInvocationResult().Value as IStatusCodeHttpResult)?.StatusCode ?? http.Response.StatusCode);
            }
        }
        catch (Exception failure)
        {
            invocation.Failed(failure);
            if (http is not null)
            {
                // As which the host will answer.
                Signals.Answered(function, StatusCodes.Status500InternalServerError);
            }

            throw;
        }
    }
}
