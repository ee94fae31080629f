using System.Runtime.CompilerServices;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>The samples of OpenPhone's documentation and the captured payloads, one file each.</summary>
internal static class Fixture
{
    private static readonly string Folder = Path.Combine(TestFolder, "Fixtures");

    /// <summary>In the source tree.</summary>
    public static string TestFolder => Path.GetDirectoryName(PathOfThisFile())!;

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    private static string PathOfThisFile([CallerFilePath] string path = "") => path;
}
