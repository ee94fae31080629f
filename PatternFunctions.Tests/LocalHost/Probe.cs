using System.Collections.Concurrent;

namespace PatternFunctions.Tests.LocalHost;

/// <summary>What a test's functions saw, and a gate that holds them until the test lets them go on.</summary>
public sealed class Probe : IDisposable
{
    private readonly SemaphoreSlim gate = new(0);

    public ConcurrentQueue<string> Seen { get; } = [];

    public void See(string what) => Seen.Enqueue(what);

    public Task PassAsync(CancellationToken cancellationToken) => gate.WaitAsync(cancellationToken);

    public void LetPass(int count) => gate.Release(count);

    public void Dispose() => gate.Dispose();
}
