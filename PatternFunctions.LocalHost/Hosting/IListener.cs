namespace PatternFunctions.LocalHost.Hosting;

internal interface IListener
{
    /// <returns>Ends when <paramref name="stopping"/> has fired and all invocations have ended.</returns>
    /// <param name="stopping">Begin nothing new.</param>
    /// <param name="abort">The invocations' own token.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken abort);
}
