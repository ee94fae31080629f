using System.Globalization;
using PatternFunctions.Playground.Club;

namespace PatternFunctions.Playground.Scenario;

/// <summary>What happens, in order.</summary>
/// <param name="OwnNumbers">The business's, the busiest first.</param>
/// <param name="Names">The customers' names by number, as far as they are known.</param>
public sealed record Script(
    IReadOnlyList<ScriptStep> Steps, IReadOnlyList<string> OwnNumbers, IReadOnlyDictionary<string, (string FirstName, string LastName)> Names)
{
    public const string SwitchOn = "UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled';";

    public const string LeaveShadow = "UPDATE pattern_learning_config SET config_value = 'false' WHERE config_key = 'shadow_mode';";

    public const string Activate =
        "UPDATE decision_patterns SET is_active = true, auto_executable = true WHERE confidence_score >= 0.95 AND execution_count >= 20 AND pattern_type IN ('faq', 'hours', 'gift_cards');";

    /// <summary>A little before anything happens.</summary>
    public DateTimeOffset Start => Steps[0].At - TimeSpan.FromMinutes(1);

    public static Script OfClubDay()
    {
        var day = ClubDay.Messages();
        var date = new DateTimeOffset(day.Messages[0].At.Date, TimeSpan.Zero);
        return Of(
            day,
            ClubDay.Customers(),
            new SqlStep(date.AddHours(8).AddMinutes(7), "Nothing was kept of that. An admin switches the system on; it begins in shadow mode: it decides and learns, and does nothing.", SwitchOn),
            new ContactsStep(date.AddHours(8).AddMinutes(8), "OpenPhone tells the names in its address book."),
            new SqlStep(date.AddHours(8).AddMinutes(25), "An admin ends shadow mode: from now on operators see what the system would say.", LeaveShadow),
            new SqlStep(date.AddHours(15).AddMinutes(50), "0.95 has been reached. An admin lets patterns answer by themselves, but only what has been sent 20 times.", Activate));
    }

    /// <summary>A real export: switched on from the start, and no names.</summary>
    /// <exception cref="FormatException">There is nothing to play in it.</exception>
    public static Script OfExport(MessageExport export)
    {
        if (export.Messages.Count == 0)
        {
            throw new FormatException("There is no message in it.");
        }

        var start = export.Messages[0].At;
        return Of(
            export,
            new Dictionary<string, (string FirstName, string LastName)>(),
            new SqlStep(start.AddMinutes(-2), "An admin switches the system on …", SwitchOn),
            new SqlStep(start.AddMinutes(-1), "… and ends shadow mode.", LeaveShadow));
    }

    private static Script Of(
        MessageExport export, IReadOnlyDictionary<string, (string FirstName, string LastName)> names, params ScriptStep[] between)
    {
        var night = new DateTimeOffset(export.Messages[^1].At.Date, TimeSpan.Zero).AddDays(1).Add(PassageOfTime.DecayTime);
        IEnumerable<ScriptStep> nights =
        [
            new WaitStep(night, string.Create(CultureInfo.InvariantCulture, $"{night:dddd}: the nightly decay takes 0.01 from patterns that were not used the day before. All of these were learned or used.")),
            new WaitStep(night.AddDays(1), string.Create(CultureInfo.InvariantCulture, $"{night.AddDays(1):dddd}: a day has passed without a text.")),
        ];
        return new Script(
            [.. export.Messages.Select(message => (ScriptStep)new TextStep(message)).Concat(between).OrderBy(step => step.At), .. nights],
            export.OwnNumbers,
            names);
    }
}
