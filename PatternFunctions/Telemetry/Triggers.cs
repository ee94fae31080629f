using System.Collections.Frozen;
using System.Reflection;

namespace PatternFunctions.Telemetry;

/// <summary>By what each function is called.</summary>
internal static class Triggers
{
    private static readonly FrozenDictionary<string, string> Functions = typeof(Triggers).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .SelectMany(method => method.GetParameters().Select(parameter => (
            Function: method.GetCustomAttribute<FunctionAttribute>()?.Name,
            Queue: parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName)))
        .Where(trigger => trigger is { Function: not null, Queue: not null })
        .ToFrozenDictionary(trigger => trigger.Queue!, trigger => trigger.Function!);

    private static readonly FrozenSet<string> OfQueues = Functions.Values.ToFrozenSet();

    public static string OfQueue(string queue) => Functions[queue];

    public static bool IsCalledByQueue(string function) => OfQueues.Contains(function);
}
