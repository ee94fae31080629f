using System.CommandLine;
using System.Globalization;

namespace PatternFunctions.Playground;

internal static class CommandLine
{
    public static RootCommand Create(Func<PlaygroundOptions, CancellationToken, Task<int>> run)
    {
        var script = new Option<FileInfo?>("--script")
        {
            Description = "Plays OpenPhone's own message export instead of the day at the club.",
            HelpName = "FILE.csv",
        };
        script.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && !File.Exists(file))
            {
                result.AddError($"There is no file {file}.");
            }
        });
        var speed = new Option<double?>("--speed")
        {
            Description = "Plays the pauses between texts N times faster than they were. Without it a day takes little more than a minute; with --exit there are no pauses.",
            HelpName = "N",
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and < double.PositiveInfinity)
                {
                    return factor;
                }

                result.AddError("--speed must be a number above 0.");
                return null;
            },
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Decides the ids, and which webhooks OpenPhone delivers twice.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                if (!int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    result.AddError("--seed must be a whole number.");
                }

                return number;
            },
        };
        var exit = new Option<bool>("--exit") { Description = "Ends after the summary, with 1 if it does not add up. Keeps nothing." };
        var reset = new Option<bool>("--reset") { Description = "Begins anew: throws away what earlier runs have kept in .local." };
        var command = new RootCommand(
            "Azurite, PostgreSQL, a simulated OpenPhone and the app, in one command: a day at a small golf-simulator club, then you.")
        {
            script, speed, seed, exit, reset,
        };
        command.SetAction((result, cancellationToken) => run(
            new PlaygroundOptions
            {
                Script = result.GetValue(script),
                Speed = result.GetValue(speed),
                Seed = result.GetValue(seed),
                Exit = result.GetValue(exit),
                Reset = result.GetValue(reset),
            },
            cancellationToken));
        return command;
    }
}
