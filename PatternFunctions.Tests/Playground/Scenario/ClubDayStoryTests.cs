using PatternFunctions.Playground.Club;

namespace PatternFunctions.Tests.Playground.Scenario;

[Collection(SharedClubDay.Name)]
public sealed class ClubDayStoryTests(PlayedDay day)
{
    private const string Closing = "What time do you close tonight?";

    [Fact]
    public async Task A_pattern_is_learned_approved_three_times_rejected_once_and_decays_after_an_unused_day()
    {
        var changes = await day.Played.ListAsync<string>("""
            SELECT concat_ws(' ', e.kind, trim_scale(e.confidence), e.actor)
            FROM confidence_events e
            JOIN decision_patterns p ON p.id = e.pattern_id
            WHERE p.trigger_text = $1
            ORDER BY e.id
            """, Closing);

        Assert.Equal(["approved 0.65 sam", "approved 0.8 sam", "approved 0.95 sam", "rejected 0.75 sam", "decayed 0.74 schedule"], changes);
        Assert.All(["0.50 → 0.65", "0.65 → 0.80", "0.80 → 0.95", "0.95 → 0.75", "0.75 → 0.74"], change => Assert.Contains($"{change}  hours", day.Played.Screen));
    }

    [Fact]
    public void At_95_it_is_still_not_automatic_and_the_shut_gates_are_named() => Assert.Contains(
        "pattern_active · auto_executable · no_confirmation · actions_handled: check_date · successes 3 (at least 20)", day.Played.Screen);

    [Fact]
    public async Task The_night_after_the_day_costs_nothing_and_the_next_one_costs_every_pattern_above_the_floor() => Assert.Equal(
        [0, (int)(await day.Played.ListAsync<long>("SELECT count(*) FROM decision_patterns WHERE confidence_score > 0.50"))[0]],
        await day.Played.ListAsync<int>("SELECT patterns_decayed FROM decay_runs ORDER BY day"));

    [Fact]
    public async Task Of_what_came_before_it_was_switched_on_nothing_is_kept()
    {
        var before = ClubDay.Messages().Messages.Take(2).Select(message => message.Id).ToArray();

        Assert.Empty(await day.Played.ListAsync<string>("SELECT id FROM conversation_messages WHERE id = ANY ($1)", [before]));
        Assert.Equal(4, (await day.Played.ListAsync<long>("SELECT sum(events)::bigint FROM event_counts WHERE outcome = 'Disabled'"))[0], tolerance: 2);
    }

    [Fact]
    public async Task In_shadow_mode_it_says_what_it_would_have_done_and_nobody_is_asked() => Assert.Equal(
        ["shadow queue"],
        await day.Played.ListAsync<string>("""
            SELECT concat_ws(' ', h.execution_mode, h.would_mode)
            FROM pattern_execution_history h
            WHERE h.would_mode <> h.execution_mode AND NOT EXISTS (SELECT FROM pattern_execution_queue q WHERE q.execution_id = h.id)
            """));

    [Fact]
    public async Task Three_texts_within_five_seconds_are_one_question() => Assert.Equal(
        ["hey\nis bay 2 free\naround 7?"],
        await day.Played.ListAsync<string>("SELECT customer_message FROM pattern_execution_history WHERE customer_message LIKE 'hey%'"));

    [Fact]
    public async Task An_answer_that_says_more_than_the_proposal_changes_it() => Assert.Equal(
        ["modified Yes, parking is free behind the building. The entrance is on Mill Street."],
        await day.Played.ListAsync<string>("SELECT concat_ws(' ', kind, text) FROM outbound_replies WHERE kind = 'modified'"));

    [Fact]
    public async Task Each_customer_has_got_exactly_what_the_script_says() => Assert.Equal(
        ClubDay.Messages().Messages.Where(message => !message.IsIncoming).SelectMany(message => message.To.Select(phone => (phone, message.Body))),
        day.Played.Sandbox.OpenPhone.Workspace.Received.Select(text => (text.Phone, text.Text)));

    [Fact]
    public async Task It_adds_up()
    {
        var summary = await day.Played.SummariseAsync();

        Assert.All(summary.Checks, check => Assert.True(check.Holds, check.ToString()));
        Assert.True(summary.AddsUp);
    }
}
