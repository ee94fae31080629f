using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Infra;

/// <summary>
/// The build for Azure, whose packages are not to be had everywhere. In the long form the same source is compiled against
/// declarations of what it uses of the official worker, with the compiler and the generators that an ordinary build uses, and
/// then with the very packages, as it goes to Azure: a minute of computing, which .ci/run always spends.
/// </summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class OfficialBuildTests : IDisposable
{
    /// <summary>A function with a parameter that the official attribute does not have.</summary>
    private const string Wrong = """
        using Microsoft.Azure.Functions.Worker;
        public static class Wrong { [Function("Wrong")] public static void Run([HttpTrigger(Segment = "wrong")] string body) { } public static void Main() { } }
        """;

    private static readonly string Source = Path.Combine(Path.GetDirectoryName(Bicep.Folder)!, "PatternFunctions");
    private static readonly string Tests = Path.Combine(Path.GetDirectoryName(Bicep.Folder)!, "PatternFunctions.Tests");

    /// <summary>With the generators that an ordinary build runs without being asked.</summary>
    private static readonly (string Pack, string Generator)[] PacksWithGenerators =
    [
        ("Microsoft.NETCore.App.Ref", "System.Text.Json.SourceGeneration.dll"),
        ("Microsoft.NETCore.App.Ref", "System.Text.RegularExpressions.Generator.dll"),
        ("Microsoft.AspNetCore.App.Ref", "Microsoft.Extensions.Logging.Generators.dll"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("official-build").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LongFact]
    public async Task The_app_compiles_against_the_declarations_of_the_official_worker() =>
        Assert.Equal([], await CompileAsync(SourceFiles()));

    [LongFact]
    public async Task The_official_worker_finds_the_golden_functions() => Assert.Equal(
        await File.ReadAllLinesAsync(Path.Combine(Tests, "Functions", "functions.golden.txt")),
        await BuildAsync());

    [Fact]
    public async Task What_the_official_worker_does_not_have_does_not_compile()
    {
        var file = Path.Combine(folder, "Wrong.cs");
        await File.WriteAllTextAsync(file, Wrong);

        var error = Assert.Single(await CompileAsync([file, Path.Combine(Source, "GlobalUsings.cs")]));
        Assert.Contains("Wrong.cs", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_other_file_than_GlobalUsings_names_our_own_host() => Assert.Equal(
        ["GlobalUsings.cs"],
        SourceFiles().Where(file => Regex.IsMatch(File.ReadAllText(file), @"\bPatternFunctions\.LocalHost\b")).Select(Path.GetFileName));

    /// <returns>The compiler's errors.</returns>
    private async Task<List<string>> CompileAsync(IEnumerable<string> sources)
    {
        var declarations = Directory.EnumerateFiles(Path.Combine(Tests, "Infra", "OfficialWorker"), "*.cs");
        // What a project with ImplicitUsings has.
        var usings = Path.Combine(folder, "Usings.cs");
        await File.WriteAllTextAsync(usings, """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Net.Http;
            global using System.Threading;
            global using System.Threading.Tasks;
            """);
        var arguments = Path.Combine(folder, "arguments.rsp");
        await File.WriteAllLinesAsync(
            arguments,
            [
                "/nologo", "/target:exe", "/nullable:enable", "/langversion:latest", "/define:AZURE_FUNCTIONS", "/nowarn:CS1701,CS1702",
                $"/out:\"{Path.Combine(folder, "PatternFunctions.dll")}\"",
                .. References().Select(file => $"/reference:\"{file}\""),
                .. Generators().Select(file => $"/analyzer:\"{file}\""),
                .. sources.Concat(declarations).Append(usings).Select(file => $"\"{file}\""),
            ]);
        var (exitCode, output) = await DotnetAsync(["exec", Metadata("Compiler"), "/noconfig", $"@{arguments}"]);
        var errors = output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).ToList();
        Assert.Equal(exitCode != 0, errors.Count > 0);
        return errors;
    }

    /// <returns>The functions that the host will be told of, written as the golden list is.</returns>
    private static async Task<IEnumerable<string>> BuildAsync()
    {
        var (exitCode, output) = await DotnetAsync(
            ["build", Source, "-v:q", "-nologo", "-nodeReuse:false", "-p:FunctionsRuntime=azure", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false"]);
        Assert.True(exitCode == 0, output);
        await using var file = File.OpenRead(Path.Combine(Source, "bin", "azure", "Debug", "net10.0", "functions.metadata"));
        using var metadata = await JsonDocument.ParseAsync(file);
        return [.. metadata.RootElement.EnumerateArray().Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(JsonElement function)
    {
        var trigger = function.GetProperty("bindings")[0];
        var what = Text("type") switch
        {
            "httpTrigger" => $"http {string.Join(',', trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant()))} {Text("route")} {Text("authLevel")}",
            "queueTrigger" => $"queue {Text("queueName")}",
            "timerTrigger" => $"timer {Text("schedule")}",
            var other => throw new InvalidOperationException($"A trigger of type {other}."),
        };
        return $"{function.GetProperty("name").GetString()} {what}";

        string Text(string property) => trigger.GetProperty(property).GetString()!;
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(IEnumerable<string> arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, output);
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    /// <summary>Everything that this process runs with, but for what is compiled here or stands in for it.</summary>
    private static IEnumerable<string> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is "PatternFunctions.Console.dll" || !Path.GetFileName(file).StartsWith("PatternFunctions", StringComparison.Ordinal));

    private static IEnumerable<string> Generators() =>
        PacksWithGenerators.Select(entry => Path.Combine(
            Directory.EnumerateDirectories(Path.Combine(Metadata("TargetingPacks"), entry.Pack), "10.*").Order(StringComparer.Ordinal).Last(),
            "analyzers", "dotnet", "cs", entry.Generator));

    private static string Metadata(string key) => typeof(OfficialBuildTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
