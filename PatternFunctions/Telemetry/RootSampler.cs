using System.Diagnostics;
using OpenTelemetry.Trace;

namespace PatternFunctions.Telemetry;

/// <summary>A trace begins with an invocation: the queries and polls of loops in the background, which have no end, are none.</summary>
internal sealed class RootSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind is ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
