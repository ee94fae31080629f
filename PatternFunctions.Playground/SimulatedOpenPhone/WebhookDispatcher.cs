namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Delivers events to their subscriptions, and tries again as long as OpenPhone does.</summary>
internal sealed class WebhookDispatcher(OpenPhoneOptions options, IdSequence ids, TimeProvider clock) : IAsyncDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<WebhookDelivery> deliveries = [];
    private readonly List<(WebhookSubscription Subscription, WebhookLane Lane)> lanes = [];
    private readonly HashSet<Task> underway = [];

    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get
        {
            lock (gate)
            {
                return [.. deliveries];
            }
        }
    }

    public void Subscribe(WebhookSubscription subscription)
    {
        lock (gate)
        {
            lanes.Add((subscription, new WebhookLane(options.Disorder, new Random(options.Seed + lanes.Count))));
        }
    }

    /// <param name="write">The body for a format and an event id, or null where such a subscription does not get the event.</param>
    public void Send(string type, Func<WebhookFormat, string, string?> write)
    {
        lock (gate)
        {
            foreach (var (subscription, lane) in lanes.Where(lane => lane.Subscription.Events.Contains(type)))
            {
                var eventId = ids.Next("EV");
                if (write(subscription.Format, eventId) is { } body)
                {
                    var webhook = new Webhook(subscription, eventId, ids.Next("WD"), body);
                    foreach (var delay in lane.DrawDelays())
                    {
                        Track(delay > TimeSpan.Zero
                            ? DeliverAsync(webhook, firstAttempt: 1, delay)
                            : lane.Queue(() => TryFirstAsync(webhook)));
                    }
                }
            }
        }
    }

    /// <summary>Every delivery has been accepted or given up.</summary>
    public async Task WhenQuietAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task[] left;
            lock (gate)
            {
                left = [.. underway];
            }

            if (left.Length == 0)
            {
                return;
            }

            await Task.WhenAll(left).WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await WhenQuietAsync(CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // What was still to be tried again is not.
        }

        client.Dispose();
        stopping.Dispose();
    }

    private void Track(Task delivery)
    {
        lock (gate)
        {
            underway.Add(delivery);
        }

        _ = delivery.ContinueWith(
            done =>
            {
                lock (gate)
                {
                    underway.Remove(done);
                }
            },
            TaskScheduler.Default);
    }

    private async Task TryFirstAsync(Webhook webhook)
    {
        if (!await TryAsync(webhook, attempt: 1, clock.GetUtcNow()))
        {
            Track(DeliverAsync(webhook, firstAttempt: 2, TimeSpan.Zero));
        }
    }

    private async Task DeliverAsync(Webhook webhook, int firstAttempt, TimeSpan heldBack)
    {
        var created = clock.GetUtcNow();
        for (var attempt = firstAttempt; attempt <= options.DeliveryDelays.Count; attempt++)
        {
            await Task.Delay(options.DeliveryDelays[attempt - 1] + (attempt == firstAttempt ? heldBack : TimeSpan.Zero), clock, stopping.Token);
            if (await TryAsync(webhook, attempt, created))
            {
                return;
            }
        }
    }

    private async Task<bool> TryAsync(Webhook webhook, int attempt, DateTimeOffset created)
    {
        var now = clock.GetUtcNow();
        using var request = webhook.Request(legacyTime: options.SignLegacyRetriesAnew ? now : created, now);
        int? status = null;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping.Token);
            status = (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            // Nobody there, or too slow: no answer.
        }

        var delivery = new WebhookDelivery(now, webhook.Subscription, webhook.EventId, attempt, status, webhook.Body);
        lock (gate)
        {
            deliveries.Add(delivery);
        }

        return delivery.IsAccepted;
    }
}
