using System.Diagnostics.CodeAnalysis;

namespace PatternFunctions.LocalHost;

/// <summary>Runs round every invocation, but never for the host's own 401 and 404. One instance serves them all.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "Named as in the official worker, for which the same source compiles.")]
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
