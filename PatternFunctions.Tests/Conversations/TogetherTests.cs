using System.Globalization;
using PatternFunctions.Conversations;
using PatternFunctions.Matching;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Replies;
using PatternFunctions.Tests.Replies.Histories;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Conversations;

/// <summary>Many customers at once share transactions, and nothing else.</summary>
public sealed class TogetherTests : HeldWorldTests
{
    private static readonly TimeSpan longEnough = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_text_is_stored_once_however_many_come_at_once_and_how_often()
    {
        var store = world.Get<ConversationStore>();

        var recorded = await Task.WhenAll(
            Enumerable.Range(0, 120).Select(number => store.RecordAsync(Text(number % 40, "What are your hours?", customer: number % 20), CancellationToken.None)));

        Assert.Equal(40, recorded.Count(message => message!.IsNew));
        Assert.Equal(40, await CountAsync("SELECT count(*) FROM conversation_messages"));
        Assert.Equal(20, await CountAsync("SELECT count(*) FROM conversations"));
    }

    [Fact]
    public async Task Each_customer_gets_the_decision_on_the_own_question()
    {
        await AddPatternsAsync(30);
        var store = world.Get<ConversationStore>();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(
            number => store.RecordAsync(Text(number, Asked(number), customer: number), CancellationToken.None)));
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        var decider = world.Get<QuestionDecider>();

        await Task.WhenAll(Enumerable.Range(0, 60).SelectMany(number => Enumerable.Repeat(number, 2)).Select(
            number => decider.DecideAsync(new InboundMessage(Id(number)), CancellationToken.None)));

        Assert.Equal(60, await CountAsync("SELECT count(*) FROM pattern_execution_history"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM conversation_messages WHERE processed_at IS NULL OR burst_id <> id"));
        // Half of them ask what no pattern has.
        Assert.Equal(30, await CountAsync("SELECT count(*) FROM pattern_execution_history WHERE match_kind = 'signature'"));
        Assert.Equal(0, await CountAsync("""
            SELECT count(*)
            FROM pattern_execution_history h
            JOIN conversation_messages m ON m.id = h.message_id
            LEFT JOIN decision_patterns p ON p.id = h.pattern_id
            LEFT JOIN pattern_execution_queue q ON q.execution_id = h.id
            WHERE h.customer_message <> m.text OR h.conversation_id <> m.conversation_id
               OR h.match_kind = 'signature' AND (p.trigger_text <> m.text OR q.proposed_response IS DISTINCT FROM p.response_template
                                                  OR q.conversation_id <> m.conversation_id OR q.message_id <> m.id)
            """));
    }

    [Fact]
    public async Task Who_waits_for_a_conversation_holds_up_nobody_else()
    {
        var (store, decider) = (world.Get<ConversationStore>(), world.Get<QuestionDecider>());
        await AddPatternsAsync(3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(number => store.RecordAsync(Text(number, Asked(number), customer: number), CancellationToken.None)));
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        await using var holder = await world.Psql.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await holder.Command("SELECT FROM conversations WHERE participants IN ($1, $2) FOR UPDATE", Number(0), Number(1)).ExecuteAsync(CancellationToken.None);

        // One after the other, so that each line of a Gathering has one.
        List<Task> held = [];
        foreach (var begin in (Func<Task>[])
        [
            () => store.RecordAsync(Text(10, "Hello?", customer: 0), CancellationToken.None),
            () => store.RecordAsync(Text(11, "Hello?", customer: 1), CancellationToken.None),
            () => decider.DecideAsync(new InboundMessage(Id(0)), CancellationToken.None),
            () => decider.DecideAsync(new InboundMessage(Id(1)), CancellationToken.None),
        ])
        {
            held.Add(begin());
            await Eventually.HoldsAsync(async () => await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= held.Count);
        }

        await store.RecordAsync(Text(12, "Hello?", customer: 5), CancellationToken.None).WaitAsync(longEnough);
        await decider.DecideAsync(new InboundMessage(Id(2)), CancellationToken.None).WaitAsync(longEnough);

        Assert.All(held, waiting => Assert.False(waiting.IsCompleted));
        await transaction.RollbackAsync();
        await Task.WhenAll(held).WaitAsync(longEnough);
    }

    [Fact]
    public async Task A_reply_that_was_scheduled_while_the_text_waited_is_cancelled()
    {
        var replyId = await ScheduleAsync(Script.Hours);
        await world.SqlAsync("UPDATE outbound_replies SET kind = 'approved'");
        await using var decider = await world.Psql.OpenConnectionAsync();
        await using var transaction = await decider.BeginTransactionAsync();
        await decider.Command("SELECT FROM conversations FOR NO KEY UPDATE").ExecuteAsync(CancellationToken.None);
        await decider.Command("UPDATE outbound_replies SET kind = 'auto'").ExecuteAsync(CancellationToken.None);

        var storing = world.Get<ConversationStore>().RecordAsync(Text(1, "On Sunday I mean", customer: 0) with { From = Phone }, CancellationToken.None);
        await Eventually.HoldsAsync(async () => await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0);
        await transaction.CommitAsync();
        await storing;

        Assert.Equal("cancelled customer_wrote_again", await StateAsync(replyId));
    }

    [Fact]
    public async Task What_cannot_be_stored_fails_by_itself()
    {
        var store = world.Get<ConversationStore>();
        await world.SqlAsync("ALTER TABLE conversation_messages ADD CHECK (text <> 'impossible')");

        Task<RecordedMessage?>[] work =
            [.. Enumerable.Range(0, 10).Select(number => store.RecordAsync(Text(number, number == 4 ? "impossible" : "Hello?", customer: number), CancellationToken.None))];

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => work[4]);
        await Task.WhenAll(work.Where(one => one != work[4]));
        Assert.Equal(9, await CountAsync("SELECT count(*) FROM conversation_messages"));
    }

    private async Task AddPatternsAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await world.Psql.Command("""
                INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template, confidence_score)
                VALUES ('faq', $1, $2, $3, 0.80)
                """, PatternSignature.Of(Asked(number)), Asked(number), $"Answer {number}").ExecuteAsync(CancellationToken.None);
        }
    }

    private static string Asked(int number) => string.Create(CultureInfo.InvariantCulture, $"Is bay {number} free tonight?");

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"ACtogether{number:D4}");

    private static string Number(int customer) => string.Create(CultureInfo.InvariantCulture, $"+1555555{customer:D4}");

    private MessageEvent Text(int number, string text, int customer) => new()
    {
        EventId = "EV1",
        Type = "message.received",
        OccurredAt = world.Clock.GetUtcNow(),
        MessageId = Id(number),
        Direction = MessageDirection.Incoming,
        From = Number(customer),
        To = ["+15555550100"],
        Text = text,
        Status = MessageStatus.Received,
        SentAt = world.Clock.GetUtcNow(),
        PhoneNumberId = "PNsimulated",
    };
}
