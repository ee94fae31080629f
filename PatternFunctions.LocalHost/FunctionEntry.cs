using System.Reflection;

namespace PatternFunctions.LocalHost;

/// <summary>One function as its attributes declare it.</summary>
public sealed class FunctionEntry
{
    internal FunctionEntry(string name, MethodInfo method, ParameterInfo trigger, Attribute attribute)
    {
        Name = name;
        Method = method;
        TriggerParameter = trigger;
        Definition = new FunctionDefinition(name, $"{method.DeclaringType!.FullName}.{method.Name}");
        switch (attribute)
        {
            case HttpTriggerAttribute http:
                Trigger = TriggerKind.Http;
                Route = http.Route ?? name;
                Methods = [.. (http.Methods ?? []).Select(m => m.ToUpperInvariant()).Order(StringComparer.Ordinal)];
                AuthLevel = http.AuthLevel;
                break;
            case QueueTriggerAttribute queue:
                Trigger = TriggerKind.Queue;
                Queue = queue.QueueName;
                Connection = queue.Connection;
                break;
            case TimerTriggerAttribute timer:
                Trigger = TriggerKind.Timer;
                Schedule = timer.Schedule;
                RunOnStartup = timer.RunOnStartup;
                UseMonitor = timer.UseMonitor;
                break;
        }
    }

    public string Name { get; }

    public TriggerKind Trigger { get; }

    /// <summary>HTTP methods in upper case, sorted; empty means every method.</summary>
    public IReadOnlyList<string> Methods { get; } = [];

    /// <summary>Without the route prefix of host.json.</summary>
    public string? Route { get; }

    public AuthorizationLevel AuthLevel { get; }

    public string? Queue { get; }

    public string? Connection { get; }

    /// <summary>As written: a <c>%Setting%</c> is not yet replaced.</summary>
    public string? Schedule { get; }

    public bool RunOnStartup { get; }

    public bool UseMonitor { get; }

    internal MethodInfo Method { get; }

    internal ParameterInfo TriggerParameter { get; }

    internal FunctionDefinition Definition { get; }

    /// <summary>One line that names everything a host has to know; the same for the same declaration.</summary>
    public override string ToString() => Trigger switch
    {
        TriggerKind.Http => $"{Name} http {(Methods.Count == 0 ? "*" : string.Join(',', Methods))} {Route} {AuthLevel}",
        TriggerKind.Queue => $"{Name} queue {Queue}{(Connection is null ? "" : $" {Connection}")}",
        _ => $"{Name} timer {Schedule}{(RunOnStartup ? " RunOnStartup" : "")}{(UseMonitor ? "" : " unmonitored")}",
    };
}
