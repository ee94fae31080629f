using System.Globalization;

namespace PatternFunctions.Benchmarks.Import;

/// <summary>A made-up export in OpenPhone's own format: a year of questions and answers, some in bursts, some with line breaks.</summary>
internal static class GeneratedExport
{
    private const int Customers = 12_000;

    private static readonly string[] Things = ["a bay", "clubs", "left-handed clubs", "a lesson", "a locker", "the simulator", "shoes", "a gift card", "a table", "the back room", "a trial", "a membership"];
    private static readonly string[] Openings = ["Hi! ", "hey ", "", "", "", "Good morning, ", "Quick question: ", "Hello there,\n"];
    private static readonly string[] Questions = ["do you have {0} free {1}?", "How much is {0} {1}", "can I book {0} for {1}", "Is {0} still available {1}??", "what do I need to bring for {0} {1}"];
    private static readonly string[] Times = ["tonight", "tomorrow", "on Friday", "this weekend", "at 7", "for four people", "next Tuesday", "around noon"];
    private static readonly string[] Answers = ["Yes, {0} can be booked on our website.", "Sure! {0} is $25 an hour, tax included.", "Sorry, we are full {1}. Please try the waiting list.", "No need to bring anything for {0}, just clean shoes.", "Please call the front desk \"for {0}\", they will help."];

    public static async Task WriteAsync(string file, int messages, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var random = new Random(20_260_302);
        var step = TimeSpan.FromDays(300) / messages;
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync("id,conversationId,body,sentAt,to,from,direction,createdAt".AsMemory(), cancellationToken);
        for (var message = 0; message < messages; message += 2)
        {
            var number = random.Next(Customers);
            var (thing, time) = (Pick(Things, random), Pick(Times, random));
            var customer = string.Create(CultureInfo.InvariantCulture, $"+1555{5_000_000 + number:0000000}");
            var asked = start + (step * message);
            await WriteAsync(csv, random, message, number, Pick(Openings, random) + string.Format(CultureInfo.InvariantCulture, Pick(Questions, random), thing, time), asked, "+15555550100", customer, "incoming");
            await WriteAsync(csv, random, message + 1, number, string.Format(CultureInfo.InvariantCulture, Pick(Answers, random), thing, time), asked.AddMinutes(1 + random.Next(30)), customer, "+15555550100", "outgoing");
        }
    }

    private static Task WriteAsync(
        StreamWriter csv, Random random, int message, int conversation, string body, DateTimeOffset at, string to, string from, string direction)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var id = string.Create(CultureInfo.InvariantCulture, $"AC{random.NextInt64():x16}{message:x16}");
        return csv.WriteLineAsync($"{id},CN{conversation:x32},\"{body.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{time},{to},{from},{direction},{time}");
    }

    private static string Pick(string[] texts, Random random) => texts[random.Next(texts.Length)];
}
