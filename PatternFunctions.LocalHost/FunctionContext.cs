namespace PatternFunctions.LocalHost;

/// <summary>One invocation.</summary>
public sealed class FunctionContext
{
    internal FunctionContext(FunctionEntry entry, object trigger, IServiceProvider services, CancellationToken cancellationToken)
    {
        Entry = entry;
        Trigger = trigger;
        InstanceServices = services;
        CancellationToken = cancellationToken;
    }

    public string InvocationId { get; } = Guid.NewGuid().ToString();

    public FunctionDefinition FunctionDefinition => Entry.Definition;

    /// <summary>The invocation's own scope.</summary>
    public IServiceProvider InstanceServices { get; set; }

    public IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    /// <summary>Fires when the HTTP client has gone, or when a shutdown has run out of time.</summary>
    public CancellationToken CancellationToken { get; }

    internal FunctionEntry Entry { get; }

    /// <summary>An HttpContext, a QueueMessage with its body decoded, or a TimerInfo.</summary>
    internal object Trigger { get; }

    internal InvocationResult Result { get; } = new();
}
