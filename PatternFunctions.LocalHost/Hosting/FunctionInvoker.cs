using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>Runs a function that no HTTP request has called, in a scope of its own.</summary>
internal sealed partial class FunctionInvoker(
    FunctionExecutionDelegate pipeline,
    IServiceScopeFactory scopes,
    ILogger<FunctionInvoker> logger)
{
    /// <returns>Whether it ended without an exception.</returns>
    public async Task<bool> TryInvokeAsync(FunctionEntry entry, object trigger, CancellationToken cancellationToken)
    {
        // A function that does not wait must not hold up the others of its batch.
        await Task.Yield();
        await using var scope = scopes.CreateAsyncScope();
        var context = new FunctionContext(entry, trigger, scope.ServiceProvider, cancellationToken);
        try
        {
            await pipeline(context);
            return true;
        }
        catch (Exception exception)
        {
            LogFailed(exception, entry.Name, context.InvocationId);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed (invocation {InvocationId}).")]
    private partial void LogFailed(Exception exception, string function, string invocationId);
}
