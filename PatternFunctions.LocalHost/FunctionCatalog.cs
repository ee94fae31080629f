using System.Reflection;

namespace PatternFunctions.LocalHost;

/// <summary>Finds the functions of an assembly and refuses what the real host would refuse, or would serve wrongly.</summary>
public static class FunctionCatalog
{
    /// <returns>The functions, ordered by name.</returns>
    /// <exception cref="InvalidOperationException">Some are refused; the message names each with the reason.</exception>
    public static IReadOnlyList<FunctionEntry> Read(Assembly assembly) => Read(assembly.GetTypes());

    /// <inheritdoc cref="Read(Assembly)"/>
    public static IReadOnlyList<FunctionEntry> Read(IEnumerable<Type> types)
    {
        var entries = new List<FunctionEntry>();
        var problems = new List<string>();
        var declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var method in types.SelectMany(type => type.GetMethods(declared)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function)
            {
                continue;
            }

            var triggers = method.GetParameters()
                .SelectMany(parameter => parameter.GetCustomAttributes()
                    .Where(a => a is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute)
                    .Select(attribute => (parameter, attribute)))
                .ToList();
            if (triggers.Count != 1)
            {
                problems.Add($"{function.Name}: exactly one parameter must carry a trigger.");
                continue;
            }

            var entry = new FunctionEntry(function.Name, method, triggers[0].parameter, triggers[0].attribute);
            entries.Add(entry);
            problems.AddRange(FunctionRules.Check(entry).Select(problem => $"{entry.Name}: {problem}"));
        }

        problems.AddRange(FunctionRules.CheckTogether(entries));
        return problems.Count == 0
            ? [.. entries.OrderBy(e => e.Name, StringComparer.Ordinal)]
            : throw new InvalidOperationException("Functions are refused:" + string.Concat(problems.Select(p => $"{Environment.NewLine}  {p}")));
    }
}
