using System.Numerics.Tensors;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>
/// Any number of patterns, ten wordings each, put together from parts as a club's customers would write them. Their
/// vectors are put together from the parts' own, with noise: to encode a million texts would take most of an hour.
/// </summary>
internal sealed class SyntheticPatterns(SentenceEncoder? encoder)
{
    private const int WordingsEach = 10;
    private const double NoiseLength = 0.4;

    private static readonly string[] Openers =
        ["hi, ", "hello there, ", "quick question: ", "could you tell me ", "i wanted to ask ", "please, ", "good morning, ", "sorry to bother you, ", "one more thing: ", ""];

    private static readonly string[] Acts =
        ["how do i book", "can i cancel", "what does it cost to rent", "where do i find", "who can fix", "may i bring", "when can i pick up", "do you sell", "is it possible to move", "how long may i use", "do i need", "what happens with"];

    private static readonly string[] Things =
        ["the bay", "my locker", "a lesson", "the door code", "a gift card", "the projector", "my membership", "left-handed clubs", "the putting green", "a tee time", "the ball machine", "a guest pass", "the parking spot", "a birthday party", "the launch monitor", "my invoice", "the club fitting", "a league slot", "the lounge", "my deposit"];

    private static readonly string[] Times =
        ["today", "tonight", "tomorrow", "on saturday", "next week", "in march", "at noon", "after eight", "before work", "on holidays", "over christmas", "this weekend", "on short notice", "every tuesday", "in the morning", "during the tournament", "for two hours", "all day", "late at night", "in summer"];

    private static readonly string[] People =
        ["", " for two", " with my kids", " for our team", " as a beginner", " for my husband", " with a guest", " for six people", " as a member", " for a colleague", " with my dog", " for my parents", " for students", " as a gift", " for the whole family", " with a friend", " for our company", " as a senior", " for my coach", " on behalf of the club", " for eleven people"];

    private readonly Dictionary<string, float[]> parts = [];

    public IEnumerable<PatternWordings> Take(int count)
    {
        var random = new Random(7);
        for (var id = 1; id <= count; id++)
        {
            // 7919 is a prime: the combinations come mixed, and none twice.
            var mixed = (int)(id * 7919L % (Acts.Length * Things.Length * Times.Length * People.Length));
            string[] core = [Acts[mixed % 12], Things[mixed / 12 % 20], Times[mixed / 240 % 20], People[mixed / 4800]];
            yield return new PatternWordings(id, [.. Enumerable.Range(0, WordingsEach).Select(wording =>
            {
                string[] all = [Openers[wording], .. core];
                return new Wording($"{all[0]}{all[1]} {all[2]} {all[3]}{all[4]}", Vector(all, random));
            })]);
        }
    }

    private float[]? Vector(string[] texts, Random random)
    {
        if (encoder is null)
        {
            return null;
        }

        var vector = new float[encoder.Dimensions];
        foreach (var text in texts)
        {
            if (!parts.TryGetValue(text, out var part))
            {
                parts.Add(text, part = encoder.Encode(text));
            }

            TensorPrimitives.Add(vector, part, vector);
        }

        var noise = (float)(NoiseLength * TensorPrimitives.Norm<float>(vector) * Math.Sqrt(3.0 / vector.Length));
        for (var axis = 0; axis < vector.Length; axis++)
        {
            vector[axis] += noise * ((2 * random.NextSingle()) - 1);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
