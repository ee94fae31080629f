using Spectre.Console;
using Spectre.Console.Rendering;

namespace PatternFunctions.Playground.Terminal;

/// <summary>Where the story is told, line by line; safe to call from anywhere.</summary>
public sealed class Screen(IAnsiConsole console)
{
    private const int TimeWidth = 5;
    private const int WhoWidth = 18;

    private readonly Lock gate = new();

    /// <summary>Whether a person looks on, who can be shown something that moves.</summary>
    public bool IsInteractive => console.Profile.Capabilities.Interactive;

    public IAnsiConsole Console => console;

    /// <summary>In characters.</summary>
    public int Width => console.Profile.Width;

    /// <summary>The line that is being typed, below all others; it is taken away and put back.</summary>
    internal LineEditor? Editor { get; set; }

    public void Write(IRenderable content)
    {
        lock (gate)
        {
            Editor?.Hide();
            console.Write(content);
            Editor?.Show();
        }
    }

    /// <summary>Shows something that moves, without the line that is being typed.</summary>
    internal async Task ShowMovingAsync(Func<IAnsiConsole, Task> show)
    {
        LineEditor? editor;
        lock (gate)
        {
            (editor, Editor) = (Editor, null);
            editor?.Hide();
        }

        try
        {
            await show(console);
        }
        finally
        {
            lock (gate)
            {
                Editor = editor;
                editor?.Show();
            }
        }
    }

    internal void WithEditor(Action<LineEditor> change)
    {
        lock (gate)
        {
            if (Editor is { } editor)
            {
                change(editor);
            }
        }
    }

    public void Line(string text = "") => Line(text, Look.Words);

    public void Line(string text, Style style) => Write(new Paragraph(text, style).Append("\n"));

    /// <summary>Somebody's text.</summary>
    public void Text(DateTimeOffset at, string who, Style whoStyle, string text) =>
        Row(at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), who, whoStyle, text.Length == 0 ? "(a picture)" : text, Look.Words);

    /// <summary>What the system makes of it.</summary>
    public void Note(string label, Style labelStyle, string text, Style textStyle) => Row("", $"  {label}", labelStyle, text, textStyle);

    /// <summary>Says what is about to happen.</summary>
    public void Narrate(DateTimeOffset at, string text)
    {
        Line();
        Row(at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), "──", Look.Admin, text, Look.Admin);
    }

    private void Row(string time, string who, Style whoStyle, string text, Style textStyle)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn().Width(TimeWidth).NoWrap().PadLeft(0).PadRight(2))
            .AddColumn(new GridColumn().Width(WhoWidth).NoWrap().PadLeft(0).PadRight(1))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        grid.AddRow(
            new Text(time, Look.Quiet),
            new Text(PlainText.Of(who), whoStyle).Ellipsis(),
            new Text(PlainText.Of(text), textStyle));
        Write(grid);
    }
}
