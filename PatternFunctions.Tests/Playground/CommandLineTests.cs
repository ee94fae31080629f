using PatternFunctions.Playground;

namespace PatternFunctions.Tests.Playground;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Options_are_what_they_are_called()
    {
        var script = typeof(CommandLineTests).Assembly.Location;

        var options = await ParseAsync("--script", script, "--speed", "2.5", "--seed", "7", "--exit", "--reset");

        Assert.Equal((script, 2.5, 7, true, true), (options!.Script!.FullName, options.Speed, options.Seed, options.Exit, options.Reset));
        Assert.Equal(new PlaygroundOptions { Seed = 1 }, await ParseAsync());
    }

    [Theory]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "fast")]
    [InlineData("--seed", "x")]
    [InlineData("--script", "/no/such/file.csv")]
    [InlineData("--nonsense")]
    [InlineData("word")]
    public async Task What_is_wrong_is_refused(params string[] args) => Assert.Null(await ParseAsync(args));

    private static async Task<PlaygroundOptions?> ParseAsync(params string[] args)
    {
        PlaygroundOptions? parsed = null;
        var command = CommandLine.Create((options, _) =>
        {
            parsed = options;
            return Task.FromResult(0);
        });
        var exitCode = await command.Parse(args).InvokeAsync(
            new System.CommandLine.InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null });
        Assert.Equal(parsed is null, exitCode != 0);
        return parsed;
    }
}
