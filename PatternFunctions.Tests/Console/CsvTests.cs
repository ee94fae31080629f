using System.Text;
using PatternFunctions.WebConsole;

namespace PatternFunctions.Tests.WebConsole;

public sealed class CsvTests
{
    [Fact]
    public void Words_with_commas_quotes_lines_and_formulas_stay_words()
    {
        var file = Encoding.UTF8.GetString(Csv.Of(["a", "b"], [["x, \"y\"\nz", "=1+1"], [1.5, new DateOnly(2026, 3, 2)]]));

        Assert.Equal("\uFEFFa,b\r\n\"x, \"\"y\"\"\nz\",'=1+1\r\n1.5,2026-03-02\r\n", file);
    }
}
