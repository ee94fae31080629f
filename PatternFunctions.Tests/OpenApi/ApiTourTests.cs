using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.OpenApi;

/// <summary>Every command of docs/api.md, as it stands there.</summary>
public sealed class ApiTourTests
{
    [Fact]
    public async Task The_tour_runs_as_it_is_written_and_changes_nothing()
    {
        await using var app = await TestApp.StartLiveAsync();
        var key = app.Operator.DefaultRequestHeaders.Authorization!.Parameter;
        var before = await app.ScalarAsync<long>("SELECT max(id) FROM audit_log");
        var blocks = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Folder(), "..", "..", "docs", "api.md")), "```sh\n(.+?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("export BASE", blocks[0], StringComparison.Ordinal);

        foreach (var block in blocks.Skip(1))
        {
            var answer = await Command.RunAsync(
                "bash", ["-euo", "pipefail", "-c", $"export BASE={app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)} KEY={key}\n{block}"], null,
                CancellationToken.None);
            Assert.StartsWith("{", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, await app.ScalarAsync<long>("SELECT max(id) FROM audit_log"));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
