using PatternFunctions.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["parse"]:
        Fuzzer.OutOfProcess.Run(stream => ParseTarget.Run(Read(stream)));
        return 0;
    case ["signature"]:
        // Made within the run: before it, what is instrumented has nowhere to note where it was.
        SignatureTarget? target = null;
        Fuzzer.OutOfProcess.Run(stream => (target ??= new SignatureTarget()).Run(Read(stream)));
        return 0;
    // What the fuzzer begins with: signed as OpenPhone signs, so that it starts behind the first check.
    case ["corpus", var fixtures, var folder]:
        SignatureTarget.WriteCorpus(fixtures, folder);
        return 0;
    // A finding again, in a build that is not instrumented.
    case ["parse", var file]:
        ParseTarget.Run(File.ReadAllBytes(file));
        return 0;
    case ["signature", var file]:
        new SignatureTarget().Run(File.ReadAllBytes(file));
        return 0;
    default:
        Console.Error.WriteLine("Usage: PatternFunctions.Fuzz parse|signature [FILE], or corpus FIXTURES FOLDER. Run it by PatternFunctions.Fuzz/run SECONDS.");
        return 2;
}

static byte[] Read(Stream stream)
{
    using var memory = new MemoryStream();
    stream.CopyTo(memory);
    return memory.ToArray();
}
