using Spectre.Console;

namespace PatternFunctions.Playground.Terminal;

/// <summary>What each colour means.</summary>
internal static class Look
{
    public static readonly Style Customer = new(Color.Aqua);
    public static readonly Style Person = new(Color.White, decoration: Decoration.Bold);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Careful = new(Color.Yellow);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Learned = new(Color.MediumPurple1);
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style Admin = new(Color.DeepSkyBlue1);
    public static readonly Style Words = Style.Plain;
}
