namespace PatternFunctions.LocalHost;

public sealed class InvocationResult
{
    internal InvocationResult()
    {
    }

    /// <summary>What the function returned; a middleware may replace it, or set it and not call the function at all.</summary>
    public object? Value { get; set; }
}
