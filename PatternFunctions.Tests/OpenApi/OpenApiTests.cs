using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatternFunctions.LocalHost;
using PatternFunctions.OpenApi;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public void Every_route_is_described()
    {
        var described = JsonElement.Parse(OpenApiDocument.Text).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => $"{operation.Name.ToUpperInvariant()} {path.Name}");

        var routes = FunctionCatalog.Read(typeof(PatternApp).Assembly)
            .Where(entry => entry.Trigger is TriggerKind.Http && entry.Route!.StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(entry => entry.Methods, (entry, method) => $"{method} /{Regex.Replace(entry.Route!, @":\w+\}", "}")}");

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_linter_finds_nothing()
    {
        var source = Path.Combine(Folder(), "Lint");
        var installed = await NodeTools.EnsureAsync(
            source, Path.Combine(AppContext.BaseDirectory, "openapi-lint"), progress: null, CancellationToken.None);
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "openapi.json");
        await File.WriteAllTextAsync(file, OpenApiDocument.Text);

        var found = await Command.RunAsync("node", [Path.Combine(source, "lint.cjs"), Path.Combine(installed, "node_modules"), file], null, CancellationToken.None);

        Assert.Equal("", found);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
