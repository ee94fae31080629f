using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Replies;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Replies.Histories;

namespace PatternFunctions.Tests.Replies;

/// <summary>A customer in a <see cref="World"/>, step by step.</summary>
public abstract class HeldWorldTests : IAsyncLifetime
{
    private protected const string Phone = "+15555550310";

    private protected static readonly Caller sam = new("sam", Role.Admin, "tests");

    private protected World world = null!;

    public async Task InitializeAsync()
    {
        world = await World.StartAsync(defect: null);
        world.Rules.Customers[Phone] = new Customer(Phone);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    private protected OutboundReplies Replies => world.Get<OutboundReplies>();

    /// <summary>A customer's question, told and decided.</summary>
    private protected async Task AskAsync(string text, string phone = Phone, bool newestEvent = false)
    {
        var message = world.OpenPhone.CustomerTexts(phone, text);
        await world.Events.DeliverAsync(count => newestEvent ? count - 1 : 0, again: false);
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        await world.Get<QuestionDecider>().DecideAsync(new InboundMessage(message.Id), CancellationToken.None);
    }

    private protected async Task<long> ScheduleAsync(string text, string phone = Phone, bool newestEvent = false)
    {
        await AskAsync(text, phone, newestEvent);
        return await CountAsync("SELECT max(id) FROM outbound_replies WHERE status = 'scheduled'");
    }

    private protected Task DeliverAsync() => world.Events.DeliverAsync(_ => 0, again: false);

    private protected Task<string?> StateAsync(long replyId) =>
        world.Psql.Command("SELECT concat(status, ' ', reason) FROM outbound_replies WHERE id = $1", replyId).ScalarAsync<string>(CancellationToken.None);

    private protected Task<long> CountAsync(string sql, params object?[] values) => world.Psql.Command(sql, values).ScalarAsync<long>(CancellationToken.None);
}
