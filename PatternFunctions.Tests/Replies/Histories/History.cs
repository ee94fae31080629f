using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Learning;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>A random history, the same for the same seed as far as the database's own order allows.</summary>
internal sealed class History(World world, int seed)
{
    private const int StepsBetweenRests = 150;

    private static readonly SendFault[] Faults =
    [
        SendFault.DisconnectAfterAccepting, SendFault.DisconnectAfterAccepting, SendFault.DisconnectBeforeAccepting,
        SendFault.ServerErrorAfterAccepting, SendFault.ServerErrorAfterAccepting, SendFault.ServerErrorBeforeAccepting,
        SendFault.TooManyRequests, SendFault.TooManyRequests, SendFault.A2PRegistrationNotApproved, SendFault.DailyCapReached, SendFault.Slow,
    ];

    private static readonly Caller robin = new("robin", Role.Admin, "tests");
    private static readonly Caller sam = new("sam", Role.Admin, "tests");

    private readonly Random random = new(seed);
    private readonly string[] phones = [.. Enumerable.Range(0, 12).Select(number => $"+155555503{number:00}")];
    private int modified;

    /// <returns>How many steps it took until a rule was broken; null if none was.</returns>
    public async Task<int?> RunAsync(int steps)
    {
        foreach (var phone in phones)
        {
            world.Rules.Customers[phone] = new Customer(phone);
        }

        for (var step = 1; step <= steps; step++)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1 + random.Next(1500)));
            await StepAsync();
            if (step % StepsBetweenRests == 0 || step == steps)
            {
                await RestAsync();
            }

            if (world.Rules.Broken.Count > 0)
            {
                return step;
            }
        }

        return null;
    }

    private Task StepAsync() => random.Next(100) switch
    {
        < 13 => Do(CustomerTexts),
        < 14 => Do(() => world.Events.OperatorTextsTo(Pick(phones), Pick(Script.OperatorsSay))),
        < 42 => world.Events.DeliverAsync(count => random.Next(Math.Min(count, 4)), Chance(8)),
        < 75 => RunMessageAsync(),
        < 79 => VerdictAsync(),
        < 80 => ButtonAsync(),
        < 87 => AdminAsync(),
        < 89 => Do(() => world.OpenPhone.FailNextSends(Pick(Faults))),
        < 90 => CheckConfidenceAsync(),
        < 96 => Do(() => world.Clock.Advance(TimeSpan.FromSeconds(Chance(5) ? random.Next(3000) : random.Next(30)))),
        _ => world.SweepAsync(),
    };

    private void CustomerTexts()
    {
        // Who has just been answered is the likeliest to write.
        var answered = Chance(20) ? world.OpenPhone.Workspace.Received.LastOrDefault(text => text.ByApi) : null;
        world.OpenPhone.CustomerTexts(answered?.Phone ?? Pick(phones), Pick(answered is null ? Script.CustomersSay : Script.CustomersReply));
    }

    private async Task RunMessageAsync()
    {
        // Some come too early: the clocks of two machines are never the same.
        var messages = Chance(10) ? world.Queues.All() : world.Queues.Visible();
        if (messages.Count == 0)
        {
            return;
        }

        var message = messages[random.Next(Math.Min(messages.Count, 4))];
        if (Chance(4))
        {
            world.Queues.Remove(message); // Lost: Sweep must bring it back.
            return;
        }

        world.DieAt(Chance(5) ? Death.BeforeTheCall : Chance(5) ? Death.AfterTheCall : Death.None);
        var ended = await Task.WhenAll(Enumerable.Range(0, Chance(15) ? 2 : 1).Select(_ => RunAsync(message)));
        world.DieAt(Death.None);
        if (ended.Any(done => done) && !Chance(8))
        {
            world.Queues.Remove(message);
        }
    }

    /// <returns>False if the process died, or the database asks to try again: the message comes back.</returns>
    private async Task<bool> RunAsync(HeldMessage message)
    {
        try
        {
            await (message.Queue switch
            {
                WorkQueues.InboundMessages => world.Get<QuestionDecider>().DecideAsync(message.Read<InboundMessage>(), CancellationToken.None),
                WorkQueues.OutboundReplies => world.Send(message.Read<OutboundReply>()),
                _ => world.Get<ReplyLearner>().LearnAsync(message.Read<OperatorReply>(), CancellationToken.None),
            });
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
        catch (PostgresException deadlock) when (deadlock.SqlState is PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private async Task VerdictAsync()
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
                var outcome = await queue.ModifyAsync(id, $"Sam says {Interlocked.Increment(ref modified)}.", sam, idempotencyKey: null, CancellationToken.None);
                if (outcome is VerdictOutcome.Recorded)
                {
                    world.Rules.Customers[phone].Hold(world.Clock.GetUtcNow() + World.Takeover);
                }

                return outcome;
            case < 9:
                return await queue.RejectAsync(id, reason: null, sam, idempotencyKey: null, CancellationToken.None);
            default:
                return await queue.CancelAsync(id, sam, idempotencyKey: null, CancellationToken.None);
        }
    }

    private async Task ButtonAsync()
    {
        var phone = Pick(phones);
        var id = await world.Psql.Command("SELECT id FROM conversations WHERE customer_phone = $1", phone).ScalarAsync<long>(CancellationToken.None);
        var customer = world.Rules.Customers[phone];
        switch (random.Next(4))
        {
            case 0 when await world.Get<Takeover>().TakeAsync(id, null, sam, CancellationToken.None) is not null:
                customer.Hold(world.Clock.GetUtcNow() + World.Takeover);
                break;
            case 1 or 2 when await world.Get<Takeover>().ReleaseAsync(id, sam, CancellationToken.None) is not null:
                customer.HumanUntil = default;
                break;
            case 3 when await world.Get<RepliesUnderWay>().ListAsync(10, CancellationToken.None) is { Count: > 0 } replies:
                await world.Get<RepliesUnderWay>().CancelAsync(Pick(replies).Id, sam, CancellationToken.None);
                break;
        }
    }

    private async Task AdminAsync()
    {
        switch (random.Next(12))
        {
            case 0:
                await world.SqlAsync("UPDATE decision_patterns SET is_active = false WHERE trigger_text = $1", Script.Cards);
                break;
            case 1 when !world.Rules.KillSwitch:
                await UseKillSwitchAsync(on: true);
                break;
            case 2 when !world.Rules.KillSwitch:
                // Thrown, and released at once.
                await UseKillSwitchAsync(on: true);
                await UseKillSwitchAsync(on: false);
                break;
            default:
                await world.MakeAutomaticAsync();
                await UseKillSwitchAsync(on: false);
                break;
        }
    }

    private async Task UseKillSwitchAsync(bool on)
    {
        if (on == world.Rules.KillSwitch)
        {
            return;
        }

        // By hand in psql, or by the button.
        await (Chance(50)
            ? world.SqlAsync("UPDATE pattern_learning_config SET config_value = $1 WHERE config_key = 'kill_switch'", on ? "true" : "false")
            : world.Get<KillSwitch>().SetAsync(on, sam, CancellationToken.None));
        (world.Rules.KillSwitch, world.Rules.KillSwitchUsedAt) = (on, world.Clock.GetUtcNow());
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Nothing new happens until everything under way has come to its end; then a day passes.</summary>
    private async Task RestAsync()
    {
        // Unknown ones are looked for during ten minutes.
        for (var minute = 0; minute < 16 || (minute < 60 && !await IsAtRestAsync()); minute++)
        {
            while (world.Events.Count > 0)
            {
                await world.Events.DeliverAsync(_ => 0, again: false);
            }

            foreach (var message in world.Queues.Visible())
            {
                if (await RunAsync(message))
                {
                    world.Queues.Remove(message);
                }
            }

            world.Clock.Advance(TimeSpan.FromSeconds(61));
            await world.SweepAsync();
        }

        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.SweepAsync();
        await new Ledger(world.Psql, world.OpenPhone, world.Rules, world.Events.OperatorTexts).CheckAsync();
    }

    private async Task<bool> IsAtRestAsync() =>
        world.Events.Count == 0 && world.Queues.Count == 0
        && await world.Psql.Command("SELECT NOT EXISTS (SELECT FROM outbound_replies WHERE status IN ('scheduled', 'sending', 'unknown'))")
            .ScalarAsync<bool>(CancellationToken.None);

    private async Task CheckConfidenceAsync()
    {
        if (await world.Psql.Command(World.ConfidenceOff).ScalarAsync<long>(CancellationToken.None) > 0)
        {
            world.Rules.Break("Confidence is not 0.50 plus its events.");
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Chance(int percent) => random.Next(100) < percent;

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
