using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>What becomes of an analysis when the service fails, hangs or costs too much.</summary>
public sealed class OpenAiOutageTests : OpenAiAnalysis
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_failure_of_a_moment_is_not_noticed(int status)
    {
        Server.Fails(status, "busy", "0").Fails(status, "busy", "0").Answers(Answer());

        Assert.IsType<Proposed>(await AnalyseAsync(Frozen));
        Assert.Equal(3, Server.Requests.Count);
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("Wed, 04 Mar 2026 20:02:00 GMT", 120)]
    public async Task A_long_throttling_is_waited_for_elsewhere(string retryAfter, int seconds)
    {
        Server.Fails(429, "429", retryAfter);

        var later = Assert.IsType<TryLater>(await AnalyseAsync(Frozen));

        Assert.Equal((TryLaterReason.Throttled, TimeSpan.FromSeconds(seconds)), (later.Reason, later.RetryAfter));
        Assert.Single(Server.Requests);
        Assert.Equal(0, Assert.Single(Budget.Settled).Spent);
    }

    [Fact]
    public async Task An_outage_is_for_later_and_opens_the_circuit()
    {
        Server.Fails(500, "InternalServerError", "0");
        var analyser = CreateAnalyser();

        var first = await analyser.AnalyseAsync(Frozen, CancellationToken.None);
        var second = await analyser.AnalyseAsync(Frozen, CancellationToken.None);
        var third = await analyser.AnalyseAsync(Frozen, CancellationToken.None);

        Assert.Equal(TryLaterReason.Unavailable, Assert.IsType<TryLater>(first).Reason);
        Assert.Equal(TryLaterReason.Unavailable, Assert.IsType<TryLater>(second).Reason);
        Assert.Equal(TryLaterReason.CircuitOpen, Assert.IsType<TryLater>(third).Reason);
        Assert.Equal(6, Server.Requests.Count);
    }

    [Fact]
    public async Task Nobody_listening_is_an_outage()
    {
        var outcome = await AnalyseAsync(Frozen, configure: options => options.Endpoint = new Uri("http://127.0.0.1:1"));

        Assert.Equal(TryLaterReason.Unavailable, Assert.IsType<TryLater>(outcome).Reason);
    }

    [Fact]
    public async Task A_service_that_hangs_is_left_and_counted_as_paid()
    {
        Server.Hangs();

        var later = Assert.IsType<TryLater>(await AnalyseAsync(Frozen, TimeProvider.System, options => options.TimeoutSeconds = 1));

        Assert.Equal(TryLaterReason.TimedOut, later.Reason);
        Assert.True(Assert.Single(Budget.Settled).Spent > 0);
    }

    [Fact]
    public async Task A_cancelled_analysis_is_no_outcome()
    {
        Server.Hangs();
        using var cancelled = new CancellationTokenSource();
        var analysis = CreateAnalyser().AnalyseAsync(Frozen, cancelled.Token);
        await WaitUntilAsync(() => Server.Requests.Count == 1);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analysis);
        Assert.True(Assert.Single(Budget.Settled).Spent > 0);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_an_outage()
    {
        Server.BreaksOff();

        Assert.Equal(TryLaterReason.Unavailable, Assert.IsType<TryLater>(await AnalyseAsync(Frozen)).Reason);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":{}}")]
    [InlineData("{\"id\":7,\"choices\":[{\"message\":\"hi\"}]}")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    public async Task A_body_that_is_no_completion_is_for_later_or_refused(string body)
    {
        Server.Sends(body);

        var outcome = await AnalyseAsync(Frozen);

        Assert.True(outcome is TryLater { Reason: TryLaterReason.UnusableAnswer } or Refused, outcome.ToString());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(400)]
    public async Task Wrong_settings_are_for_an_admin(int status)
    {
        Server.Fails(status, "DeploymentNotFound");

        Assert.Equal(TryLaterReason.Misconfigured, Assert.IsType<TryLater>(await AnalyseAsync(Frozen)).Reason);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task A_spent_budget_waits_for_the_next_day()
    {
        Budget.Left = 0;

        var later = Assert.IsType<TryLater>(await AnalyseAsync(Frozen));

        Assert.Equal((TryLaterReason.BudgetSpent, TimeSpan.FromHours(4)), (later.Reason, later.RetryAfter));
        Assert.Empty(Server.Requests);
        Assert.Empty(Budget.Settled);
    }

    [Fact]
    public async Task What_is_set_aside_covers_the_call()
    {
        Server.Answers(Answer());

        await AnalyseAsync(Frozen);

        // 800 tokens of output alone are 0.8 cents.
        Assert.InRange(Assert.Single(Budget.Settled).Reserved, 0.009m, 0.02m);
    }
}
