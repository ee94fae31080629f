using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace PatternFunctions.Playground.Machine;

/// <summary>
/// Azurite and PostgreSQL from npm, in a folder of this user that is named by the lock file's hash: installed once, whole
/// or not at all, also when two ask at the same time or one is killed half-way.
/// </summary>
public static class NodeTools
{
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    /// <exception cref="SetupException">Node is missing or too old, or the packages cannot be had.</exception>
    public static Task<string> EnsureAsync(IProgress<SetupStep>? progress, CancellationToken cancellationToken) =>
        EnsureAsync(Path.Combine(AppContext.BaseDirectory, "Machine"), DefaultCache(), progress, cancellationToken);

    // source: the folder with package.json and its lock file; cache: where installations are kept.
    internal static async Task<string> EnsureAsync(
        string source, string cache, IProgress<SetupStep>? progress, CancellationToken cancellationToken)
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"), cancellationToken);
        var folder = Path.Combine(cache, $"{Platform()}-{Convert.ToHexStringLower(SHA256.HashData(lockFile))[..16]}");
        await RequireNodeAsync(cancellationToken);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(cache);
        await using var held = await HoldAsync(folder + ".lock", progress, cancellationToken);
        if (!Directory.Exists(folder))
        {
            await InstallAsync(source, folder, progress, cancellationToken);
        }

        return folder;
    }

    /// <summary>The platform as npm's <c>@embedded-postgres</c> packages spell it.</summary>
    internal static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string DefaultCache()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(cache.Length > 0 ? cache : Path.GetTempPath(), "patternfunctions", "tools");
    }

    private static async Task RequireNodeAsync(CancellationToken cancellationToken)
    {
        string version;
        try
        {
            version = (await Command.RunAsync("node", ["--version"], null, cancellationToken)).Trim();
        }
        catch (SetupException exception)
        {
            throw new SetupException("Node.js 20 or later is needed and was not found: install it from https://nodejs.org.", exception);
        }

        if (!Version.TryParse(version.TrimStart('v'), out var parsed) || parsed.Major < 20)
        {
            throw new SetupException($"Node.js 20 or later is needed; this is {version}.");
        }
    }

    /// <summary>Waits for the file that one process at a time can hold; the system lets go of it when that process ends.</summary>
    private static async Task<FileStream> HoldAsync(
        string path, IProgress<SetupStep>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                progress?.Report(new SetupStep("Waiting for another installation to finish"));
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private static async Task InstallAsync(
        string source, string folder, IProgress<SetupStep>? progress, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(folder)!;
        foreach (var leftBehind in Directory.GetDirectories(parent, Path.GetFileName(folder) + ".*.partial"))
        {
            Directory.Delete(leftBehind, recursive: true);
        }

        progress?.Report(new SetupStep("Installing Azurite and PostgreSQL (once, about 60 MB to download)"));
        var partial = Directory.CreateDirectory($"{folder}.{Path.GetRandomFileName()}.partial").FullName;
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
        {
            File.Copy(Path.Combine(source, name), Path.Combine(partial, name));
        }

        // No package's own script is run: the only one that matters lays PostgreSQL's symbolic links, which we do below.
        string[] install = ["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"];
        await (OperatingSystem.IsWindows()
            ? Command.RunAsync("cmd.exe", ["/d", "/c", "npm", .. install], partial, cancellationToken)
            : Command.RunAsync("npm", install, partial, cancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            CompletePostgres(Path.Combine(partial, "node_modules", "@embedded-postgres", Platform()));
        }

        Directory.Move(partial, folder);
    }

    private static void CompletePostgres(string package)
    {
        var links = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(links))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<SymbolicLink[]>(File.ReadAllText(links), JsonSerializerOptions.Web)!)
        {
            var (existing, path) = (Path.Combine(package, link.Source), Path.Combine(package, link.Target));
            if (!File.Exists(path))
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, existing));
            }
        }
    }

    /// <param name="Source">What exists.</param>
    /// <param name="Target">The link to be laid.</param>
    private sealed record SymbolicLink(string Source, string Target);
}
