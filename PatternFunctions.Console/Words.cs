using System.Globalization;

namespace PatternFunctions.WebConsole;

/// <summary>Fills the blanks of a text of <c>Texts.resx</c>.</summary>
public static class Words
{
    public static string Format(string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>One text for one, another for any other number.</summary>
    public static string Count(long number, string one, string many) => Format(number == 1 ? one : many, number);
}
