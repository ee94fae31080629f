using System.CommandLine;
using System.Text;
using PatternFunctions.Playground;
using PatternFunctions.Playground.Terminal;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
var screen = new Screen(AnsiConsole.Console);
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 110;
}

var command = CommandLine.Create((options, cancellationToken) => new PlaygroundRun(options, screen).RunAsync(cancellationToken));
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
