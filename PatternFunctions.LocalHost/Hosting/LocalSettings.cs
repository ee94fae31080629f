using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>
/// The <c>Values</c> of local.settings.json beside the app. func hands them over as environment variables that do not
/// replace existing ones; here they stand just below the environment, with the same <c>__</c> for <c>:</c>.
/// </summary>
internal static class LocalSettings
{
    public static void AddTo(IConfigurationBuilder configuration, string folder)
    {
        var values = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "local.settings.json"), optional: true)
            .Build()
            .GetSection("Values")
            .AsEnumerable(makePathsRelative: true)
            .Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value));
        var environment = configuration.Sources
            .Select((source, index) => (source, index))
            .Last(s => s.source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        configuration.Sources.Insert(environment.index, new MemoryConfigurationSource { InitialData = values });
    }
}
