using PatternFunctions.Playground.Machine;
using Spectre.Console;

namespace PatternFunctions.Playground.Terminal;

/// <summary>Shows what is being brought and started: something that moves for a person, plain lines for a log.</summary>
public sealed class SetupDisplay(Screen screen)
{
    private const int NameWidth = 12;

    /// <param name="name">What is set up.</param>
    /// <param name="step">Returns what to say at its end.</param>
    public async Task RunAsync(string name, Func<IProgress<SetupStep>, Task<string>> step)
    {
        var result = screen.IsInteractive
            ? await screen.Console.Status().Spinner(Spinner.Known.Dots).StartAsync(
                Markup.Escape($"{name} …"),
                context => step(new Immediate(said => context.Status(Markup.Escape($"{said.Stage} …")))))
            : await step(new Immediate(said => screen.Line($"… {said.Stage}", Look.Quiet)));
        screen.Write(new Paragraph("✓ ", Look.Good).Append(name.PadRight(NameWidth), Look.Person).Append($"{PlainText.Of(result)}\n", Look.Quiet));
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, in the order in which things are reported.</summary>
    private sealed class Immediate(Action<SetupStep> show) : IProgress<SetupStep>
    {
        public void Report(SetupStep value) => show(value);
    }
}
