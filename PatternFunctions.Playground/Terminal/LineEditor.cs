using System.Text;

namespace PatternFunctions.Playground.Terminal;

/// <summary>The line that a person is typing. Only the screen touches the terminal, so that news can come in between.</summary>
internal sealed class LineEditor(TextWriter terminal, string prompt)
{
    private const string ClearLine = "\r\e[K";

    private readonly List<string> history = [];
    private readonly StringBuilder typed = new();
    private int recalled;

    public void Show()
    {
        // As much of the end as fits: a line that wraps could not be taken away again.
        var room = Math.Max(10, Console.WindowWidth - prompt.Length - 1);
        var text = typed.ToString();
        terminal.Write(prompt + (text.Length <= room ? text : text[^room..]));
        terminal.Flush();
    }

    public void Hide()
    {
        terminal.Write(ClearLine);
        terminal.Flush();
    }

    /// <returns>The line, when it is finished by Enter.</returns>
    public string? Press(ConsoleKeyInfo key)
    {
        Hide();
        string? line = null;
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                line = typed.ToString();
                terminal.WriteLine(prompt + line);
                typed.Clear();
                if (line.Length > 0)
                {
                    history.Add(line);
                }

                recalled = history.Count;
                break;
            case ConsoleKey.Backspace when typed.Length > 0:
                typed.Length -= char.IsLowSurrogate(typed[^1]) && typed.Length > 1 ? 2 : 1;
                break;
            case ConsoleKey.U when key.Modifiers.HasFlag(ConsoleModifiers.Control):
            case ConsoleKey.Escape:
                typed.Clear();
                break;
            case ConsoleKey.UpArrow or ConsoleKey.DownArrow when history.Count > 0:
                recalled = Math.Clamp(recalled + (key.Key is ConsoleKey.UpArrow ? -1 : 1), 0, history.Count);
                typed.Clear().Append(recalled < history.Count ? history[recalled] : "");
                break;
            default:
                if (!char.IsControl(key.KeyChar) && key.KeyChar != '\0')
                {
                    typed.Append(key.KeyChar);
                }

                break;
        }

        Show();
        return line;
    }
}
