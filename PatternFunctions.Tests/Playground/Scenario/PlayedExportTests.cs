using PatternFunctions.Playground.Club;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Playground.Scenario;

public sealed class PlayedExportTests
{
    /// <summary>Two lines of the business, the older header, and texts that a terminal must not obey.</summary>
    private const string Export = """
        id,conversationBody,direction,from,to,sentAt
        AC01,Do you rent [red]shoes[/]?,incoming,+15555550141,+15555550131,2026-02-01T10:00:00Z
        AC02,"Yes, shoes are $5 a day at the front desk.",outgoing,+15555550131,+15555550141,2026-02-01T10:05:00Z
        AC03,do you rent [red]shoes[/],incoming,+15555550143,+15555550132,2026-02-01T11:00:00Z
        AC04,"Yes, shoes are $5 a day at the front desk.",outgoing,+15555550132,+15555550143,2026-02-01T11:05:00Z
        AC05,see you,incoming,+15555550142,+15555550132,2026-02-03T10:00:00Z
        """;

    [Fact]
    public async Task An_export_is_played_on_its_own_lines_and_days_and_adds_up()
    {
        await using var played = await PlayedScript.PlayAsync(Script.OfExport(MessageExport.Read(Export)));

        Assert.Equal(
            ["approved 0.65"],
            await played.ListAsync<string>("SELECT concat_ws(' ', kind, trim_scale(confidence)) FROM confidence_events WHERE kind = 'approved'"));
        Assert.Equal(4, (await played.ListAsync<long>("SELECT count(*) FROM decay_runs"))[0]);
        Assert.Contains("Do you rent [red]shoes[/]?", played.Screen);
        Assert.True((await played.SummariseAsync()).AddsUp);

        await played.Sandbox.Psql.Command("DELETE FROM conversation_messages WHERE id = 'AC05'").ExecuteAsync(CancellationToken.None);
        Assert.False((await played.SummariseAsync()).AddsUp);
    }

    [Fact]
    public void An_export_without_a_message_is_no_script() =>
        Assert.Throws<FormatException>(() => Script.OfExport(MessageExport.Read("id,body,direction,from,to,sentAt\n")));
}
