using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>What was started by hand and still runs, so that a shutdown waits for it.</summary>
internal sealed class BackgroundInvocations(FunctionInvoker invoker, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<Task, bool> running = [];

    public void Start(FunctionEntry entry, object trigger)
    {
        var invocation = invoker.TryInvokeAsync(entry, trigger, lifetime.ApplicationStopped);
        running[invocation] = true;
        _ = ForgetAsync(invocation);
    }

    public Task WhenDoneAsync() => Task.WhenAll(running.Keys);

    private async Task ForgetAsync(Task<bool> invocation)
    {
        await invocation;
        running.TryRemove(invocation, out _);
    }
}
