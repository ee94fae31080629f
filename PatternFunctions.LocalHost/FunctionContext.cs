namespace PatternFunctions.LocalHost;

/// <summary>One invocation.</summary>
public sealed class FunctionContext
{
    internal FunctionContext(FunctionDefinition definition, IServiceProvider services, CancellationToken cancellationToken)
    {
        FunctionDefinition = definition;
        InstanceServices = services;
        CancellationToken = cancellationToken;
    }

    public string InvocationId { get; } = Guid.NewGuid().ToString();

    public FunctionDefinition FunctionDefinition { get; }

    /// <summary>The invocation's own scope.</summary>
    public IServiceProvider InstanceServices { get; set; }

    public IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    /// <summary>Fires when the HTTP client has gone, or when a shutdown has run out of time.</summary>
    public CancellationToken CancellationToken { get; }

    internal InvocationResult Result { get; } = new();
}
