namespace PatternFunctions.LocalHost;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary><c>%Setting%</c> is replaced by the setting's value.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The name of the setting with the connection string; AzureWebJobsStorage where it is null.</summary>
    public string? Connection { get; set; }
}
