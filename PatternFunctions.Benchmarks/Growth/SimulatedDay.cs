namespace PatternFunctions.Benchmarks.Growth;

/// <summary>
/// A day of customers' texts, second by second: how many come is drawn, as many are decided as instances and database let,
/// the others wait in the queue, and instances are added and taken away as the Functions host does it, by the queue's length.
/// </summary>
internal sealed class SimulatedDay(CostOfMessage cost, double messages, int databaseCores)
{
    public const double HighestUse = 0.6;

    /// <summary>Of a storage queue; Microsoft's target for messages of one kilobyte.</summary>
    public const double QueueMessagesPerSecond = 2_000;

    private const int Seconds = 86_400;

    /// <summary>A message of each of the day's hours, in shares: shops text by day, most at noon and after work.</summary>
    private static readonly double[] hours =
        [0.4, 0.2, 0.1, 0.1, 0.2, 0.5, 1.2, 2.5, 4.5, 6.5, 7.5, 8.0, 8.3, 7.2, 6.6, 6.8, 7.6, 8.2, 7.6, 6.2, 4.4, 2.8, 1.6, 1.0];

    /// <summary>How many instances may be added at once, and how often one looks.</summary>
    private const int ScaleEvery = 10;

    public static double PeakShare => hours.Max() / hours.Sum() / 3_600;

    public double Peak { get; private set; }

    public int MostInstances { get; private set; } = 1;

    /// <summary>Of the database's processors, in the busiest minute.</summary>
    public double DatabaseUse { get; private set; }

    public double LongestWait { get; private set; }

    public double MeanWait { get; private set; }

    public double InstanceSeconds { get; private set; }

    public double LeftOver { get; private set; }

    /// <param name="instanceCores">Of one instance: 2,048 MB have one.</param>
    /// <param name="queues">Over how many the texts are spread.</param>
    public void Run(double instanceCores, int queues)
    {
        var random = new Random(7);
        double waiting = 0, waited = 0, decidedAll = 0, minute = 0;
        var instances = 1;
        for (var second = 0; second < Seconds; second++)
        {
            var come = Draw(random, messages * hours[second / 3_600] / hours.Sum() / 3_600);
            Peak = Math.Max(Peak, come);
            if (second % ScaleEvery == 0)
            {
                // The host's target: as many executions an instance as it takes at once; it doubles at most.
                var asked = Math.Max(1, (int)Math.Ceiling((waiting + (come * cost.WebhookSeconds)) / (1.5 * CostOfMessage.BatchSize)));
                instances = Math.Clamp(asked, Math.Max(1, instances - 1), instances * 2);
            }

            MostInstances = Math.Max(MostInstances, instances);
            InstanceSeconds += instances;
            waiting += come;
            var decided = Math.Min(waiting, Math.Min(
                Math.Min(instances * instanceCores / cost.AppSeconds, databaseCores / cost.DatabaseSeconds), queues * QueueMessagesPerSecond));
            waiting -= decided;
            waited += waiting;
            decidedAll += decided;
            // Whoever comes last now, waits for all before it.
            LongestWait = Math.Max(LongestWait, decided > 0 ? waiting / decided : 0);
            minute = (minute * 59 / 60) + (decided * cost.DatabaseSeconds / databaseCores / 60);
            DatabaseUse = Math.Max(DatabaseUse, minute);
        }

        LeftOver = waiting;
        MeanWait = decidedAll > 0 ? waited / decidedAll : 0;
    }

    /// <summary>By Poisson's distribution; where many come, by the normal one that is nearly the same.</summary>
    private static double Draw(Random random, double mean)
    {
        if (mean > 50)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, Math.Round(mean + (normal * Math.Sqrt(mean))));
        }

        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }
}
