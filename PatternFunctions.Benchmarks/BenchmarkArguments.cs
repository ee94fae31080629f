namespace PatternFunctions.Benchmarks;

internal sealed record BenchmarkArguments(string Suite, string? Data, string? Json)
{
    /// <summary>"bare-endpoint" is for <see cref="Start.StartSuite"/>, which starts it.</summary>
    private static readonly string[] suites = ["console", "decay", "decide", "growth", "import", "ingest", "match", "pipeline", "review", "start", Start.StartSuite.BareEndpoint];

    /// <returns>Null if they make no sense.</returns>
    public static BenchmarkArguments? Read(string[] args)
    {
        if (args is not [var suite, .. var options] || !suites.Contains(suite) || options.Length % 2 != 0)
        {
            return null;
        }

        var given = new BenchmarkArguments(suite, null, null);
        foreach (var pair in options.Chunk(2))
        {
            switch (pair[0])
            {
                case "--data":
                    given = given with { Data = pair[1] };
                    break;
                case "--json":
                    given = given with { Json = pair[1] };
                    break;
                default:
                    return null;
            }
        }

        return given;
    }
}
