using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Replies.Histories;

namespace PatternFunctions.Tests.Replies;

/// <summary>How our own texts are known when they come back.</summary>
public sealed class EchoTests : HeldWorldTests
{
    [Fact]
    public async Task An_echo_in_other_words_that_overtakes_the_answer_is_ours_as_soon_as_we_know_its_id()
    {
        var replyId = await ScheduleAsync(Script.Hours);
        world.Clock.Advance(Rules.Undo);
        await Replies.ClaimAsync(replyId, CancellationToken.None);
        var echo = world.OpenPhone.OperatorTexts(Phone, "We are open 9-10 every day.");
        await DeliverAsync();

        await Replies.MarkSentAsync(replyId, echo.Id, sentAt: null, CancellationToken.None);

        Assert.Equal("automation", await world.Psql.Command("SELECT sender FROM conversation_messages WHERE id = $1", echo.Id).ScalarAsync<string>(CancellationToken.None));
    }

    [Fact]
    public async Task An_echo_is_ours_whatever_blanks_OpenPhone_has_cut_off()
    {
        await AskAsync(Script.Park);
        var item = await CountAsync("SELECT id FROM pattern_execution_queue");
        var recorded = (VerdictOutcome.Recorded)await world.Get<ReviewQueue>().ModifyAsync(item, "Behind the house. \n", sam, idempotencyKey: null, CancellationToken.None);
        world.Clock.Advance(Rules.Undo);
        await Replies.ClaimAsync(recorded.ReplyId!.Value, CancellationToken.None);
        var echo = world.OpenPhone.OperatorTexts(Phone, "Behind the house.");

        await DeliverAsync();

        Assert.Equal("sent ", await StateAsync(recorded.ReplyId.Value));
        Assert.Equal("automation", await world.Psql.Command("SELECT sender FROM conversation_messages WHERE id = $1", echo.Id).ScalarAsync<string>(CancellationToken.None));
    }

    [Fact]
    public async Task One_that_cannot_be_looked_for_does_not_keep_the_others_from_being_found()
    {
        const string Other = "+15555550311";
        world.Rules.Customers[Other] = new Customer(Other);
        var (gone, found) = (await ScheduleAsync(Script.Hours), await ScheduleAsync(Script.Hours, Other));
        world.Clock.Advance(Rules.Undo);
        world.OpenPhone.FailNextSends(SendFault.DisconnectAfterAccepting, SendFault.DisconnectAfterAccepting);
        await world.Send(new OutboundReply(gone));
        await world.Send(new OutboundReply(found));
        // The business gave the number back.
        await world.SqlAsync("UPDATE conversations SET phone_number_id = 'PNgone' WHERE customer_phone = $1", Phone);

        await world.Get<LostReplies>().RecoverAsync(CancellationToken.None);

        Assert.Equal(("unknown ConnectionBroken", "sent "), (await StateAsync(gone), await StateAsync(found)));
    }
}
