using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using PatternFunctions.LocalHost.Http;
using PatternFunctions.LocalHost.Timers;

namespace PatternFunctions.LocalHost;

/// <summary>What must not wait for the cloud to fail: every rule here is one the real host or worker breaks on, often silently.</summary>
internal static partial class FunctionRules
{
    public static IEnumerable<string> Check(FunctionEntry entry)
    {
        if (!FunctionName().IsMatch(entry.Name))
        {
            yield return "a name is a letter, then letters, digits, '-' or '_', 128 at most.";
        }

        if (!entry.Method.IsPublic || !entry.Method.DeclaringType!.IsVisible || entry.Method.ContainsGenericParameters)
        {
            yield return "method and class must be public and not generic.";
        }

        var specific = entry.Trigger switch
        {
            TriggerKind.Http => CheckHttp(entry),
            TriggerKind.Queue => CheckQueue(entry),
            _ => CheckTimer(entry),
        };
        foreach (var problem in specific)
        {
            yield return problem;
        }
    }

    public static IEnumerable<string> CheckTogether(IReadOnlyList<FunctionEntry> entries)
    {
        foreach (var group in entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return $"{group.Key}: the name is used {group.Count()} times.";
        }

        foreach (var group in entries.Where(e => e.Trigger is TriggerKind.Http).GroupBy(e => e.Route!, StringComparer.OrdinalIgnoreCase))
        {
            var methods = group.SelectMany(e => e.Methods).ToList();
            if (group.Count() > 1 && (group.Any(e => e.Methods.Count == 0) || methods.Distinct().Count() < methods.Count))
            {
                yield return $"{string.Join(", ", group.Select(e => e.Name))}: the same route and method.";
            }
        }
    }

    private static IEnumerable<string> CheckHttp(FunctionEntry entry)
    {
        var route = entry.Route!;
        if (route.Length == 0 || route.StartsWith('/'))
        {
            yield return "a route that is empty or starts with '/' breaks the worker; for the root write {x:maxlength(0)?}.";
            yield break;
        }

        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            yield return "routes that start with 'admin' or 'runtime' belong to the host.";
        }

        if (entry.AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System)
        {
            yield return $"the authorization level {entry.AuthLevel} is not supported.";
        }

        if (entry.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            yield return "the trigger's parameter must be an HttpRequest.";
        }

        // The worker answers an empty 200 for anything else.
        var result = ResultType(entry.Method);
        if (result != typeof(void) && !result.IsAssignableTo(typeof(IResult)) && !result.IsAssignableTo(typeof(IActionResult)))
        {
            yield return "it must return an IResult or IActionResult, or write the response itself and return nothing.";
        }

        var names = RoutePatternFactory.Parse(route).Parameters.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in OtherParameters(entry).Where(p => !names.Contains(p.Name!) || !RouteValue.CanConvertTo(p.ParameterType)))
        {
            yield return $"nothing binds the parameter '{parameter.Name}'.";
        }
    }

    private static IEnumerable<string> CheckQueue(FunctionEntry entry) =>
        entry.Queue!.Contains('%', StringComparison.Ordinal) || QueueName().IsMatch(entry.Queue)
            ? CheckBackground(entry)
            : CheckBackground(entry).Prepend($"'{entry.Queue}' is no queue name.");

    private static IEnumerable<string> CheckTimer(FunctionEntry entry)
    {
        if (entry.TriggerParameter.ParameterType != typeof(TimerInfo))
        {
            yield return "the trigger's parameter must be a TimerInfo.";
        }

        if (!entry.Schedule!.Contains('%', StringComparison.Ordinal) && !TimerSchedule.TryParse(entry.Schedule, out _))
        {
            yield return $"'{entry.Schedule}' is no schedule of six fields, seconds first.";
        }

        foreach (var problem in CheckBackground(entry))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> CheckBackground(FunctionEntry entry)
    {
        if (ResultType(entry.Method) != typeof(void))
        {
            yield return "what it returns would go nowhere.";
        }

        foreach (var parameter in OtherParameters(entry))
        {
            yield return $"nothing binds the parameter '{parameter.Name}'.";
        }
    }

    private static IEnumerable<ParameterInfo> OtherParameters(FunctionEntry entry) => entry.Method.GetParameters().Where(p =>
        p.Position != entry.TriggerParameter.Position && p.ParameterType != typeof(FunctionContext) && p.ParameterType != typeof(CancellationToken));

    private static Type ResultType(MethodInfo method) => method.ReturnType switch
    {
        var type when type == typeof(Task) => typeof(void),
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(Task<>) => type.GenericTypeArguments[0],
        var type => type,
    };

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex FunctionName();

    [GeneratedRegex("^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$")]
    private static partial Regex QueueName();
}
