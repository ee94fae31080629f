using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.LocalHost.Http;

/// <summary>The last step of the ASP.NET pipeline: calls the function that the gate let through.</summary>
internal sealed partial class HttpEndpoints(
    IReadOnlyList<FunctionEntry> entries,
    HostSettings settings,
    FunctionExecutionDelegate pipeline,
    AdminEndpoint admin,
    ILogger<HttpEndpoints> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.UseEndpoints(Map);
    };

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/admin/functions/{name}", (RequestDelegate)admin.InvokeAsync).WithMetadata(new HostEndpoint());
        foreach (var entry in entries.Where(e => e.Trigger is TriggerKind.Http))
        {
            var route = $"{settings.RoutePrefix}/{entry.Route}";
            Task ServeAsync(HttpContext http) => this.ServeAsync(http, entry);
            var endpoint = entry.Methods.Count == 0 ? routes.Map(route, ServeAsync) : routes.MapMethods(route, entry.Methods, ServeAsync);
            endpoint.WithMetadata(entry).WithDisplayName(entry.Name);
        }
    }

    private async Task ServeAsync(HttpContext http, FunctionEntry entry)
    {
        var context = new FunctionContext(entry, http, http.RequestServices, http.RequestAborted);
        try
        {
            await pipeline(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogGone(entry.Name, context.InvocationId);
        }
        catch (Exception exception)
        {
            LogFailed(exception, entry.Name, context.InvocationId);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed (invocation {InvocationId}).")]
    private partial void LogFailed(Exception exception, string function, string invocationId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the client has gone (invocation {InvocationId}).")]
    private partial void LogGone(string function, string invocationId);
}
