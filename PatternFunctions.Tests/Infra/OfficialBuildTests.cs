using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PatternFunctions.Tests.Infra;

/// <summary>
/// The build for Azure, whose packages are not to be had everywhere: the same source, compiled against declarations of what
/// it uses of the official worker, with the compiler and the generators that an ordinary build uses.
/// </summary>
public sealed class OfficialBuildTests : IDisposable
{
    private static readonly string Source = Path.Combine(Path.GetDirectoryName(Bicep.Folder)!, "PatternFunctions");

    /// <summary>With the generators that an ordinary build runs without being asked.</summary>
    private static readonly (string Pack, string Generator)[] PacksWithGenerators =
    [
        ("Microsoft.NETCore.App.Ref", "System.Text.Json.SourceGeneration.dll"),
        ("Microsoft.NETCore.App.Ref", "System.Text.RegularExpressions.Generator.dll"),
        ("Microsoft.AspNetCore.App.Ref", "Microsoft.Extensions.Logging.Generators.dll"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("official-build").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_app_compiles_against_the_official_worker()
    {
        var errors = await CompileAsync();

        Assert.Equal([], errors);
    }

    [Fact]
    public async Task What_the_official_worker_does_not_have_does_not_compile()
    {
        var errors = await CompileAsync(("Worker.cs", "string? Route", "string? Path"));

        Assert.NotEmpty(errors);
    }

    [Fact]
    public void No_other_file_than_GlobalUsings_names_our_own_host() => Assert.Equal(
        ["GlobalUsings.cs"],
        SourceFiles().Where(file => Regex.IsMatch(File.ReadAllText(file), @"\bPatternFunctions\.LocalHost\b")).Select(Path.GetFileName));

    private async Task<List<string>> CompileAsync((string File, string Text, string Other)? change = null)
    {
        var declarations = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Source)!, "PatternFunctions.Tests", "Infra", "OfficialWorker"), "*.cs")
            .Select(file => change is { } wanted && Path.GetFileName(file) == wanted.File ? Copy(file, wanted.Text, wanted.Other) : file);
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
                .. SourceFiles().Concat(declarations).Append(usings).Select(file => $"\"{file}\""),
            ]);
        using var compiler = Process.Start(new ProcessStartInfo("dotnet", ["exec", Metadata("Compiler"), "/noconfig", $"@{arguments}"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await compiler.StandardOutput.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        var errors = output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).ToList();
        Assert.Equal(compiler.ExitCode != 0, errors.Count > 0);
        return errors;
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

    private string Copy(string file, string text, string other)
    {
        var content = File.ReadAllText(file);
        Assert.Contains(text, content);
        var copy = Path.Combine(folder, Path.GetFileName(file));
        File.WriteAllText(copy, content.Replace(text, other, StringComparison.Ordinal));
        return copy;
    }

    private static string Metadata(string key) => typeof(OfficialBuildTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
