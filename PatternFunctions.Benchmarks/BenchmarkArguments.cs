namespace PatternFunctions.Benchmarks;

internal sealed record BenchmarkArguments(string Suite, string? Data, string? Json)
{
    /// <returns>Null if they make no sense.</returns>
    public static BenchmarkArguments? Read(string[] args)
    {
        if (args is not ["console" or "decay" or "import" or "ingest" or "match", .. var options] || options.Length % 2 != 0)
        {
            return null;
        }

        var given = new BenchmarkArguments(args[0], null, null);
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
