using System.Globalization;
using PatternFunctions.Tests.Imports;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>What the club's people answered in the weeks before, as OpenPhone exports it.</summary>
internal static class ClubPast
{
    private static readonly (string[] Questions, string Answer)[] Topics =
    [
        (["Where can I park?", "where can i park", "Is there parking?", "Where do I park my car?"], "Parking is free behind the building."),
        (["Do you rent out clubs?", "do you rent clubs", "Can I rent clubs?"], "Yes, we have clubs for rent at the front desk."),
        (["Can I bring my own drinks?", "may we bring our own drinks", "Can we bring drinks?"], "Sorry, no drinks from outside, but our bar is open all day."),
        (["Do you have lessons?", "do you give lessons", "Are there golf lessons?"], "We do! Our coach gives lessons every day, and you can book one on our website."),
        (["Is there a dress code?", "is there a dresscode", "Do you have a dress code?"], "No dress code, just clean shoes with soft soles."),
        (["How many people fit in a bay?", "how many people can share a bay", "How many people per bay?"], "Up to six people can share a bay."),
    ];

    /// <param name="start">Of its first day.</param>
    /// <param name="times">How often everything was asked.</param>
    /// <param name="number">Of the file: another one has other customers.</param>
    public static Export Write(DateTimeOffset start, int times, int number = 0)
    {
        var export = new Export();
        for (var asked = 0; asked < times * Topics.Length; asked++)
        {
            var (questions, answer) = Topics[asked % Topics.Length];
            var customer = string.Create(CultureInfo.InvariantCulture, $"+15555{number:00}{asked:0000}");
            var at = start.AddHours(asked * 5);
            export.Ask(customer, questions[asked / Topics.Length % questions.Length], at, Id(number, asked, "q")).Answer(customer, answer, at.AddMinutes(4), Id(number, asked, "a"));
        }

        return export;
    }

    private static string Id(int number, int asked, string kind) => string.Create(CultureInfo.InvariantCulture, $"ACpast{number}{kind}{asked}");
}
