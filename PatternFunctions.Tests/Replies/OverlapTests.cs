using PatternFunctions.Conversations;
using PatternFunctions.OpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Replies.Histories;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Replies;

/// <summary>Two things at the same time, each order of their commits spelled out.</summary>
public sealed class OverlapTests : HeldWorldTests
{
    /// <summary>What happens between the claim and OpenPhone's "too many requests", and the reason that is then given.</summary>
    public static TheoryData<string, string> WhileCalling { get; } = new()
    {
        { "kill switch", "kill_switch" },
        { "takeover", "taken_over" },
        { "cancel", "operator_cancelled" },
        { "late text", "customer_wrote_again" },
        { "telephone", "telephone_call" },
    };

    [Theory]
    [MemberData(nameof(WhileCalling))]
    public async Task What_is_called_off_while_a_call_is_under_way_is_not_tried_again(string what, string reason)
    {
        var replyId = await ScheduleAsync(Script.Hours);
        world.Clock.Advance(Rules.Undo);
        Assert.IsType<ClaimOutcome.Claimed>(await Replies.ClaimAsync(replyId, CancellationToken.None));

        await HappenAsync(what, replyId);
        await Replies.ReleaseAsync(replyId, TimeSpan.Zero, CancellationToken.None);
        await world.Send(new OutboundReply(replyId));

        Assert.Equal("cancelled " + reason, await StateAsync(replyId));
        Assert.Empty(world.OpenPhone.SendAttempts);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND kind = 'attention' AND proposed_response IS NOT NULL"));
    }

    [Fact]
    public async Task What_is_scheduled_while_the_kill_switch_is_used_is_not_sent_after_it()
    {
        var replyId = await ScheduleAsync(Script.Hours);
        // As if its decision had not been committed when the switch was thrown: the withdrawal did not see it.
        await UseKillSwitchAsync();
        await world.SqlAsync("UPDATE outbound_replies SET status = 'scheduled', reason = NULL, finished_at = NULL WHERE id = $1", replyId);
        world.Clock.Advance(Rules.Undo);

        await world.Send(new OutboundReply(replyId));

        Assert.Equal("cancelled kill_switch", await StateAsync(replyId));
        Assert.Empty(world.OpenPhone.SendAttempts);
    }

    [Fact]
    public async Task A_claim_waits_for_a_stop_that_is_being_stored_on_another_of_the_business_s_numbers()
    {
        var replyId = await ScheduleAsync(Script.Hours);
        world.Clock.Advance(Rules.Undo);
        await using var connection = await world.Psql.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ClaimLine.EnterAsync(connection, CancellationToken.None);
        await connection.Command("INSERT INTO opt_outs (customer_phone, opted_out_at) VALUES ($1, $2)", Phone, world.Clock.GetUtcNow())
            .ExecuteAsync(CancellationToken.None);

        var claim = Replies.ClaimAsync(replyId, CancellationToken.None);
        await Eventually.HoldsAsync(async () => claim.IsCompleted
            || await CountAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") > 0);
        await transaction.CommitAsync();

        Assert.Equal(new ClaimOutcome.Cancelled("not_opted_out"), await claim);
    }

    [Fact]
    public async Task A_verdict_in_the_conversation_keeps_its_automatic_reply_back()
    {
        await AskAsync(Script.Park);
        var item = await CountAsync("SELECT id FROM pattern_execution_queue");
        var replyId = await ScheduleAsync(Script.Hours);

        await world.Get<ReviewQueue>().RejectAsync(item, reason: null, sam, idempotencyKey: null, CancellationToken.None);

        Assert.Equal("cancelled operator_decided", await StateAsync(replyId));
        Assert.Equal("sam was at work in the conversation.", await world.Psql.Command("SELECT reason FROM pattern_execution_queue WHERE status = 'pending'").ScalarAsync<string>(CancellationToken.None));
    }

    [Theory]
    [InlineData(true, "cancelled not_answered", 0)]
    [InlineData(false, "cancelled in_time", 1)]
    public async Task An_approved_text_that_comes_too_late_is_kept_back(bool answered, string state, long toOperators)
    {
        await AskAsync(Script.Park);
        var item = await CountAsync("SELECT id FROM pattern_execution_queue");
        var recorded = (VerdictOutcome.Recorded)await world.Get<ReviewQueue>().ApproveAsync(item, sam, idempotencyKey: null, CancellationToken.None);
        world.Clock.Advance(Rules.Patience + TimeSpan.FromSeconds(1));
        if (answered)
        {
            world.Events.OperatorTextsTo(Phone, "Behind the house");
            await DeliverAsync();
        }

        await world.Send(new OutboundReply(recorded.ReplyId!.Value));

        Assert.Equal(state, await StateAsync(recorded.ReplyId.Value));
        Assert.Empty(world.OpenPhone.SendAttempts);
        Assert.Equal(toOperators, await CountAsync("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending'"));
    }

    [Theory]
    [InlineData(false, 0, "superseded or never shown: it is answered")]
    [InlineData(true, 1, "shown: what the person wrote was about something before")]
    public async Task What_an_operator_interrupts_is_shown_to_operators_unless_it_is_answered(bool wroteBefore, long toOperators, string why)
    {
        if (wroteBefore)
        {
            world.Events.OperatorTextsTo(Phone, "See you tomorrow");
        }

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var replyId = await ScheduleAsync(Script.Hours, newestEvent: true);
        if (!wroteBefore)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            world.Events.OperatorTextsTo(Phone, "9 to 10");
        }

        await DeliverAsync();

        Assert.Equal("cancelled operator_answered", await StateAsync(replyId));
        Assert.True(toOperators == await CountAsync("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending'"), why);
    }

    private async Task HappenAsync(string what, long replyId)
    {
        var conversationId = await CountAsync("SELECT conversation_id FROM outbound_replies WHERE id = $1", replyId);
        switch (what)
        {
            case "kill switch":
                await UseKillSwitchAsync();
                break;
            case "takeover":
                await world.Get<Takeover>().TakeAsync(conversationId, minutes: null, sam, CancellationToken.None);
                await world.Get<Takeover>().ReleaseAsync(conversationId, sam, CancellationToken.None);
                break;
            case "cancel":
                await world.Get<RepliesUnderWay>().CancelAsync(replyId, sam, CancellationToken.None);
                break;
            case "late text":
                // Of the same moment as the question, and told late.
                Assert.NotNull(await world.Get<ConversationStore>().RecordAsync(await LateTextAsync(), CancellationToken.None));
                break;
            case "telephone":
                await world.Get<CallStore>().SaveAsync(
                    new CallEvent
                    {
                        EventId = "EV1",
                        Type = "call.completed",
                        OccurredAt = world.Clock.GetUtcNow(),
                        CallId = "AC1",
                        Kind = CallEventKind.Other,
                        PhoneNumberId = "PNsimulated",
                        Participants = ["+15555550100", Phone],
                    },
                    await world.Get<ConfigStore>().ReadAsync(CancellationToken.None), CancellationToken.None);
                break;
        }
    }

    private async Task UseKillSwitchAsync()
    {
        await world.Get<KillSwitch>().SetAsync(on: true, sam, CancellationToken.None);
        await world.Get<KillSwitch>().SetAsync(on: false, sam, CancellationToken.None);
    }

    private async Task<MessageEvent> LateTextAsync()
    {
        var askedAt = (await world.Psql.Command("SELECT sent_at FROM conversation_messages")
            .ListAsync(reader => reader.GetFieldValue<DateTimeOffset>(0), CancellationToken.None)).Single();
        return new MessageEvent
        {
            EventId = "EV1",
            Type = "message.received",
            OccurredAt = askedAt,
            MessageId = "AClate",
            Direction = MessageDirection.Incoming,
            From = Phone,
            To = ["+15555550100"],
            Text = "On Sunday I mean",
            Status = MessageStatus.Received,
            SentAt = askedAt.AddMilliseconds(-1),
            PhoneNumberId = "PNsimulated",
        };
    }
}
