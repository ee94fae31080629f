using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Tests.Telemetry;

public sealed class PrivacyTests(WatchedDay day) : IClassFixture<WatchedDay>
{
    private const int Short = 5;

    [Fact]
    public void Of_a_whole_day_no_name_number_or_text_is_exported()
    {
        // As it came over the wire, whatever field it may stand in. What is short stands in any random id there, and is looked for in what was read.
        var exported = string.Join('\n', day.Receiver.Bodies.Select(Encoding.UTF8.GetString));
        var read = string.Join('\n', day.Receiver.Texts.Distinct());

        Assert.True(day.Personal.Count > 100);
        Assert.NotEmpty(day.Receiver.Spans);
        Assert.NotEmpty(day.Receiver.Metrics);
        Assert.NotEmpty(day.Receiver.Logs);
        Assert.DoesNotContain(day.Personal, text => IsIn(text, text.Length > Short ? exported : read));
    }

    [Fact]
    public void The_scan_would_find_them() => Assert.All(day.Personal, text => Assert.True(IsIn(text, $"\u0012{text}\u001a"), text));

    [Fact]
    public void Each_log_record_of_the_app_has_the_name_of_its_event()
    {
        var own = day.Receiver.Logs.Where(record => record.Category.StartsWith("PatternFunctions.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(own);
        Assert.All(own, record => Assert.StartsWith("Log", record.EventName));
        Assert.DoesNotContain(day.Receiver.Logs, record => record.Category is "Npgsql.Command");
    }

    private static bool IsIn(string text, string exported) =>
        Regex.IsMatch(exported, $@"(?<!\w){Regex.Escape(text)}(?!\w)", RegexOptions.None, TimeSpan.FromMinutes(1));
}
