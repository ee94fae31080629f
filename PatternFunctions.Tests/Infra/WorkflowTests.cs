using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.Infra;

public sealed class WorkflowTests : IDisposable
{
    private static readonly string Root = Path.GetDirectoryName(Bicep.Folder)!;

    private readonly string folder = Directory.CreateTempSubdirectory("workflows").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_workflows_pass_actionlint()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, ".github", "workflows")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await LintAsync();
    }

    [Fact]
    public async Task And_it_would_see_what_is_wrong()
    {
        var workflow = await File.ReadAllTextAsync(Path.Combine(Root, ".github", "workflows", "deploy-to.yml"));
        await File.WriteAllTextAsync(Path.Combine(folder, "deploy-to.yml"), workflow.Replace("inputs.environment", "inputs.enviroment", StringComparison.Ordinal));

        await Assert.ThrowsAsync<SetupException>(LintAsync);
    }

    private async Task LintAsync()
    {
        var tools = await NodeTools.EnsureAsync(
            Path.Combine(Root, "PatternFunctions.Tests", "Infra", "Actionlint"), Path.Combine(AppContext.BaseDirectory, "actionlint"), progress: null,
            CancellationToken.None);
        await Command.RunAsync(
            "node", [Path.Combine(tools, "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js"), Path.Combine(folder, "*.yml")], null,
            CancellationToken.None);
    }
}
