namespace PatternFunctions.Playground.Club;

/// <summary>
/// A Saturday at a small golf-simulator club, made up: what customers texted and what operators answered. The question
/// when the club closes comes five times, and the fifth time the answer is another.
/// </summary>
public static class ClubDay
{
    public static MessageExport Messages() => MessageExport.Read(Resource("messages.csv"));

    /// <returns>The customers' names by number.</returns>
    public static IReadOnlyDictionary<string, (string FirstName, string LastName)> Customers() => Resource("contacts.csv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(fields => fields[6], fields => (fields[2], fields[3]));

    /// <summary>On Monday morning, when nobody of the club is there yet: what it knows an answer to, more or less surely.</summary>
    public static IReadOnlyList<(string Name, string Text)> MondayMorning { get; } =
        [("Tom", "What time do you close tonight?"), ("Chloe", "Is there parking?"), ("Maya", "Can I bring my own clubs?")];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ClubDay).Assembly.GetManifestResourceStream($"Club/{name}")!);
        return reader.ReadToEnd();
    }
}
