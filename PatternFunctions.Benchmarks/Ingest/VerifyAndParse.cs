using System.Diagnostics;
using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>One thread, no network: the signature with two keys configured, then the parser.</summary>
internal static class VerifyAndParse
{
    private const int Operations = 20_000;
    private const int Batches = 15;

    public static (double Microseconds, double Bytes) Measure(SignedSample sample)
    {
        var verifier = new SignatureVerifier(
            Options.Create(new OpenPhoneOptions { WebhookSigningKeys = { SignedSample.LegacyKey, SignedSample.StandardKey } }), TimeProvider.System);
        Run(verifier, sample);
        Run(verifier, sample);

        // The median batch: others have the machine, too.
        List<double> times = [];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var began = Stopwatch.GetTimestamp();
            Run(verifier, sample);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Operations);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(Batches * Operations);
        times.Sort();
        return (times[Batches / 2], bytes);
    }

    private static void Run(SignatureVerifier verifier, SignedSample sample)
    {
        for (var operation = 0; operation < Operations; operation++)
        {
            if (verifier.Verify(sample.Headers, sample.Body) is not SignatureResult.Valid || !EventParser.Parse(sample.Body).IsUnderstood)
            {
                throw new InvalidOperationException($"The sample '{sample.Name}' is refused.");
            }
        }
    }
}
