using System.Text.RegularExpressions;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Tests.Docs;
using PatternFunctions.Tests.Playground.Scenario;

namespace PatternFunctions.Tests.OpenApi;

/// <summary>Every command of docs/api.md, as it stands there, after the Playground's day.</summary>
[Collection(SharedClubDay.Name)]
public sealed class ApiTourTests(PlayedDay day)
{
    [Fact]
    public async Task The_tour_runs_as_it_is_written_and_changes_nothing()
    {
        var sandbox = day.Played.Sandbox;
        var before = await day.Played.ListAsync<long>("SELECT max(id) FROM audit_log");
        var blocks = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(DocumentFolder.Root, "docs", "api.md")), "```sh\n(.+?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("export BASE", blocks[0], StringComparison.Ordinal);

        foreach (var block in blocks.Skip(1))
        {
            var answer = await Command.RunAsync(
                "bash", ["-euo", "pipefail", "-c", $"export BASE={sandbox.Address.GetLeftPart(UriPartial.Authority)} KEY={sandbox.OperatorKey}\n{block}"], null,
                CancellationToken.None);
            Assert.StartsWith("{", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, await day.Played.ListAsync<long>("SELECT max(id) FROM audit_log"));
    }
}
