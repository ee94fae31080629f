using System.Runtime.CompilerServices;

namespace PatternFunctions.Tests.Docs;

/// <summary>The repository's documents, wherever the tests run from.</summary>
internal static class DocumentFolder
{
    private static readonly string[] notOurs = ["bin", "obj", "node_modules", ".local", ".git", "out", "artifacts", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <returns>Paths from <see cref="Root"/>.</returns>
    public static IEnumerable<string> Documents() => Below(new DirectoryInfo(Root))
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) => folder.EnumerateFiles("*.md")
        .Concat(folder.EnumerateDirectories().Where(child => !notOurs.Contains(child.Name)).SelectMany(Below));

    private static string FindRoot([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
