using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>Peers from npm, installed once into a folder of this user.</summary>
internal static class NodePackages
{
    /// <param name="name">The folder beside this file with package.json, its lock file and the peer's scripts.</param>
    /// <returns>The folder with <c>node_modules</c> and the scripts.</returns>
    public static async Task<string> InstallAsync(string name, CancellationToken cancellationToken)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Pipeline", name);
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "patternfunctions", "benchmarks");
        var folder = await NodeTools.EnsureAsync(source, cache, null, cancellationToken);
        // Scripts run where their packages are.
        foreach (var script in Directory.GetFiles(source).Where(file => !Path.GetFileName(file).StartsWith("package", StringComparison.Ordinal)))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)), overwrite: true);
        }

        return folder;
    }
}
