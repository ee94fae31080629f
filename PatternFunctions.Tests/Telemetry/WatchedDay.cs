using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Tests.Playground.Scenario;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>The day at the club, played to its end and shut down, with everything that was exported of it.</summary>
public sealed class WatchedDay : IAsyncLifetime
{
    internal OtlpReceiver Receiver { get; private set; } = null!;

    /// <summary>What people are called, their numbers, and what was written: by the database, whatever the script says.</summary>
    public IReadOnlyList<string> Personal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver = await OtlpReceiver.StartAsync();
        var script = Script.OfClubDay();
        await using var played = await PlayedScript.PlayAsync(script, Receiver.Settings);
        string[] all =
        [
            .. script.Names.Values.SelectMany(name => new[] { name.FirstName, name.LastName }), Sandbox.OperatorName, "Sam",
            .. script.Names.Keys, .. script.OwnNumbers,
            .. await played.ListAsync<string>("""
                SELECT text FROM (
                    SELECT text FROM conversation_messages
                    UNION SELECT regexp_split_to_table(text, '[\n.?!]+') FROM conversation_messages
                    UNION SELECT customer_message FROM pattern_execution_history
                    UNION SELECT text FROM outbound_replies
                    UNION SELECT trigger_text FROM decision_patterns
                    UNION SELECT response_template FROM decision_patterns
                    UNION SELECT customer_phone FROM conversations
                ) AS written (text)
                WHERE text IS NOT NULL
                """),
        ];
        // A number is looked for without its sign, and a lone letter or mark is nobody's.
        Personal = [.. all.Select(text => text.Trim().TrimStart('+')).Where(text => text.Length > 1).Distinct()];
    }

    public async Task DisposeAsync() => await Receiver.DisposeAsync();
}
