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

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ClubDay).Assembly.GetManifestResourceStream($"Club/{name}")!);
        return reader.ReadToEnd();
    }
}
