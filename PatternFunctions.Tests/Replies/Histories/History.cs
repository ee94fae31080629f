using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Learning;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>A random history, the same for the same seed as far as the database's own order allows.</summary>
internal sealed class History
{
    private const int StepsBetweenRests = 150;

    private static readonly SendFault[] Faults =
    [
        SendFault.DisconnectAfterAccepting, SendFault.DisconnectAfterAccepting, SendFault.DisconnectBeforeAccepting,
        SendFault.ServerErrorAfterAccepting, SendFault.ServerErrorAfterAccepting, SendFault.ServerErrorBeforeAccepting,
        SendFault.TooManyRequests, SendFault.TooManyRequests, SendFault.A2PRegistrationNotApproved, SendFault.DailyCapReached, SendFault.Slow,
    ];

    private static readonly string[] phones = [.. Enumerable.Range(0, 12).Select(number => $"+155555503{number:00}")];

    private readonly World world;
    private readonly Random random;
    private readonly Operators operators;

    public History(World world, int seed)
    {
        (this.world, random) = (world, new Random(seed));
        operators = new Operators(world, random, phones);
    }

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
        < 79 => operators.VerdictAsync(),
        < 80 => operators.ButtonAsync(),
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

        if (Chance(10))
        {
            // Several customers' at once.
            await Task.WhenAll(messages.Where(message => message.Queue == WorkQueues.InboundMessages).Take(6).Select(async message =>
            {
                if (await RunAsync(message))
                {
                    world.Queues.Remove(message);
                }
            }));
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
            : world.Get<KillSwitch>().SetAsync(on, Operators.Sam, CancellationToken.None));
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
