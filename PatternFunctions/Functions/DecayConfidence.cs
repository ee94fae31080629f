using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class DecayConfidence(ConfidenceDecay decay)
{
    [Function(nameof(DecayConfidence))]
    public Task RunAsync([TimerTrigger("0 10 0 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        decay.RunAsync(cancellationToken);
}
