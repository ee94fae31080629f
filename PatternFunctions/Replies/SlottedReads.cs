namespace PatternFunctions.Replies;

/// <summary>Lets a reading request wait for its slot, each repeat for one of its own. A text takes its slot before it is claimed.</summary>
public sealed class SlottedReads(RequestSlots slots) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            TimeSpan? wait;
            while ((wait = await slots.TryTakeAsync(cancellationToken)) is null)
            {
                await Task.Delay(RequestSlots.LongestWait, cancellationToken);
            }

            await Task.Delay(wait.Value, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
