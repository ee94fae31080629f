using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>What people do in the console, at random.</summary>
internal sealed class Operators(World world, Random random, IReadOnlyList<string> phones)
{
    public static readonly Caller Sam = new("sam", Role.Admin, "tests");

    private static readonly Caller robin = new("robin", Role.Admin, "tests");

    private int modified;

    public async Task VerdictAsync()
    {
        var pending = await world.Psql.Command("""
            SELECT q.id, c.customer_phone
            FROM pattern_execution_queue q
            JOIN conversations c ON c.id = q.conversation_id
            WHERE q.status = 'pending'
            ORDER BY q.id
            """).ListAsync(reader => (Id: reader.GetInt64(0), Phone: reader.GetString(1)), CancellationToken.None);
        if (pending.Count == 0)
        {
            return;
        }

        var (id, phone) = Pick(pending);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Chance(15) ? 2 : 1).Select(_ => DecideAsync(id, phone)));
        if (outcomes.Count(outcome => outcome is VerdictOutcome.Recorded) > 1)
        {
            world.Rules.Break("Two verdicts on one item were both accepted.");
        }
    }

    private async Task<VerdictOutcome> DecideAsync(long id, string phone)
    {
        var queue = world.Get<ReviewQueue>();
        switch (random.Next(10))
        {
            case < 6:
                return await queue.ApproveAsync(id, robin, idempotencyKey: null, CancellationToken.None);
            case < 8:
                var outcome = await queue.ModifyAsync(id, $"Sam says {Interlocked.Increment(ref modified)}.", Sam, idempotencyKey: null, CancellationToken.None);
                if (outcome is VerdictOutcome.Recorded)
                {
                    world.Rules.Customers[phone].Hold(world.Clock.GetUtcNow() + World.Takeover);
                }

                return outcome;
            case < 9:
                return await queue.RejectAsync(id, reason: null, Sam, idempotencyKey: null, CancellationToken.None);
            default:
                return await queue.CancelAsync(id, Sam, idempotencyKey: null, CancellationToken.None);
        }
    }

    public async Task ButtonAsync()
    {
        var phone = Pick(phones);
        var id = await world.Psql.Command("SELECT id FROM conversations WHERE customer_phone = $1", phone).ScalarAsync<long>(CancellationToken.None);
        var customer = world.Rules.Customers[phone];
        switch (random.Next(4))
        {
            case 0 when await world.Get<Takeover>().TakeAsync(id, null, Sam, CancellationToken.None) is not null:
                customer.Hold(world.Clock.GetUtcNow() + World.Takeover);
                break;
            case 1 or 2 when await world.Get<Takeover>().ReleaseAsync(id, Sam, CancellationToken.None) is not null:
                customer.HumanUntil = default;
                break;
            case 3 when await world.Get<RepliesUnderWay>().ListAsync(10, CancellationToken.None) is { Count: > 0 } replies:
                await world.Get<RepliesUnderWay>().CancelAsync(Pick(replies).Id, Sam, CancellationToken.None);
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Chance(int percent) => random.Next(100) < percent;
}
