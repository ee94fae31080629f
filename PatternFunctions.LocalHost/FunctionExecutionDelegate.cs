using System.Diagnostics.CodeAnalysis;

namespace PatternFunctions.LocalHost;

[SuppressMessage("Naming", "CA1711", Justification = "Named as in the official worker, for which the same source compiles.")]
public delegate Task FunctionExecutionDelegate(FunctionContext context);
