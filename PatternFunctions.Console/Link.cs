namespace PatternFunctions.WebConsole;

/// <summary>The console's addresses.</summary>
public static class Link
{
    public const string Home = "/console/";

    public static string To(string path) => Home + path;
}
