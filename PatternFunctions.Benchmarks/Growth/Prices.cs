namespace PatternFunctions.Benchmarks.Growth;

/// <summary>
/// List prices in US dollars, East US 2, as docs/deployment.md estimates them; the calculator of Azure knows today's.
/// </summary>
internal static class Prices
{
    public const string Day = "22 November 2026";

    /// <summary>Azure Database for PostgreSQL, D series: a virtual core in one zone, a month.</summary>
    public const double DatabaseCore = 65;

    /// <summary>A gigabyte of database storage in one zone, a month.</summary>
    public const double DatabaseGigabyte = 0.115;

    /// <summary>Flex Consumption: a gigabyte-second of an instance that works.</summary>
    public const double GigabyteSecond = 0.000026;

    public const double MillionExecutions = 0.40;

    public const double TenThousandQueueOperations = 0.004;

    /// <summary>What prod costs before the first message: kept-warm instances, private network, logs.</summary>
    public const double Fixed = 45 + 47 + 70 + 5;
}
