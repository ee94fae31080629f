using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.Playground.Machine;

public sealed class NodeToolsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patternfunctions with spaces ").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_who_ask_at_once_share_one_whole_installation_and_clear_what_a_killed_one_left()
    {
        var (source, cache) = (Directory.CreateDirectory(Path.Combine(folder, "source")).FullName, Path.Combine(folder, "cache"));
        await File.WriteAllTextAsync(Path.Combine(source, ".npmrc"), "audit=false");
        await File.WriteAllTextAsync(Path.Combine(source, "package.json"), """{ "name": "nothing", "version": "1.0.0" }""");
        await File.WriteAllTextAsync(Path.Combine(source, "package-lock.json"),
            """{ "name": "nothing", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "nothing", "version": "1.0.0" } } }""");
        var first = await NodeTools.EnsureAsync(source, cache, null, CancellationToken.None);
        Directory.Move(first, first + ".killed.partial");

        var both = await Task.WhenAll(
            NodeTools.EnsureAsync(source, cache, null, CancellationToken.None),
            NodeTools.EnsureAsync(source, cache, null, CancellationToken.None));

        Assert.Equal([first, first], both);
        Assert.Equal([first], Directory.GetDirectories(cache));
        Assert.True(File.Exists(Path.Combine(first, "package-lock.json")));
    }
}
