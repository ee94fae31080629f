using System.Diagnostics;
using System.Text.Json;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Tests.Matching;

/// <summary>Holds the encoder to the npm package's own runtime, which Node runs. Needs npm once, to install it.</summary>
public sealed class EncoderReferenceTests
{
    private static readonly string[] Stems =
    [
        "what time do you open", "do you have a bay free", "the simulator in bay 3 shows a black screen", "my door code 4711 does not work",
        "how much is a gift card", "can i cancel my membership", "i'd like to book for two people", "is there parking", "where are you located",
        "the projector won't turn on", "do you rent clubs", "refund please", "thanks", "yes", "can my kids (7 & 9) come along", "are dogs allowed",
    ];

    private static readonly string[] Oddities =
    [
        "?", "!!", " :)", " ://", " :-(", " ”5", " 👍🏽", " 😀😀 ok", " (привет) hello there, and good morning to you", " 何時", " café", " ½ ﬁne", " #$%^&*", " http://a.b/c?d=e", " qzxqzx", " constructor __proto__",
        " 10:30am", " $25.00", " - or not", " \u200d", " ...", " \"quoted\"", " re: it's", " a a a a a a a a", " tomorrow", " on saturday, around noon", " for 2 hrs", " asap", " pls", " and what does that cost", " (again)", " today",
    ];

    [Fact]
    public async Task Five_hundred_texts_have_the_vectors_that_the_models_own_runtime_gives_them()
    {
        var encoder = SentenceEncoder.LoadIfPresent(SentenceEncoder.DefaultFolder)!;
        var texts = Stems.SelectMany(stem => Oddities.Select(oddity => stem + oddity)).Append(string.Join(' ', Stems.Concat(Stems))).ToArray();

        var reference = await EmbedWithNodeAsync(texts);

        var distances = texts.Zip(reference, (text, vector) => encoder.EncodeAsIs(text).Zip(vector, (ours, theirs) => Math.Abs(ours - theirs)).Max());
        Assert.True(texts.Length >= 500);
        Assert.All(distances, distance => Assert.InRange(distance, 0, 1e-5));
    }

    private static async Task<float[][]> EmbedWithNodeAsync(string[] texts)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Matching", "Reference");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-update-notifier");
        }

        var (input, output) = (Path.Combine(folder, "texts.json"), Path.Combine(folder, "vectors.json"));
        await File.WriteAllTextAsync(input, JsonSerializer.Serialize(texts));
        await RunAsync(folder, "node", "embed.cjs", input, output);
        return JsonSerializer.Deserialize<float[][]>(await File.ReadAllTextAsync(output))!;
    }

    private static async Task RunAsync(string folder, string command, params string[] arguments)
    {
        var start = OperatingSystem.IsWindows() && command == "npm"
            ? new ProcessStartInfo("cmd", ["/c", command, .. arguments])
            : new ProcessStartInfo(command, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command}: {errors}");
    }
}
