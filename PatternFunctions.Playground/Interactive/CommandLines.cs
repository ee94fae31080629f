using System.Runtime.CompilerServices;
using PatternFunctions.Playground.Terminal;

namespace PatternFunctions.Playground.Interactive;

/// <summary>What is typed, or comes from a pipe, line by line.</summary>
internal static class CommandLines
{
    private static readonly TimeSpan keyInterval = TimeSpan.FromMilliseconds(15);

    public static IAsyncEnumerable<string> ReadAsync(Screen screen, CancellationToken cancellationToken) =>
        Console.IsInputRedirected || !screen.IsInteractive ? ReadPipeAsync(cancellationToken) : ReadKeysAsync(screen, cancellationToken);

    private static async IAsyncEnumerable<string> ReadKeysAsync(Screen screen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        screen.Editor = new LineEditor(Console.Out, "> ");
        screen.WithEditor(editor => editor.Show());
        try
        {
            while (true)
            {
                // Console.ReadKey cannot be cancelled, so it is only called for a key that is there.
                while (!Console.KeyAvailable)
                {
                    await Task.Delay(keyInterval, cancellationToken);
                }

                var key = Console.ReadKey(intercept: true);
                if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control })
                {
                    yield break;
                }

                string? line = null;
                screen.WithEditor(editor => line = editor.Press(key));
                if (line is not null)
                {
                    yield return line;
                }
            }
        }
        finally
        {
            screen.WithEditor(editor => editor.Hide());
            screen.Editor = null;
        }
    }

    private static async IAsyncEnumerable<string> ReadPipeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (true)
        {
            // On a thread of its own: a read from a pipe that stays open cannot be cancelled.
            var line = await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
            if (line is null)
            {
                // The end of the input is not the end of the system.
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            yield return line!;
        }
    }
}
