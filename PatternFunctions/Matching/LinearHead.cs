using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>
/// A multinomial logistic regression over the patterns and "none of these", trained by
/// <see cref="LinearHeadTrainer"/>. Immutable.
/// </summary>
public sealed class LinearHead
{
    /// <summary>Of the stored form, and of what the numbers mean: a head of another format is not read, but trained anew.</summary>
    private const int Format = 1;

    private readonly HeadFeatures features;
    private readonly long?[] classes;
    private readonly Dictionary<long, int> places;

    /// <summary>One row a feature and one for the intercept, one column a class.</summary>
    private readonly float[] weights;

    internal LinearHead(HeadFeatures features, long?[] classes, float[] weights)
    {
        this.features = features;
        this.classes = classes;
        this.weights = weights;
        places = classes.Select((id, place) => (id, place)).Where(entry => entry.id is not null).ToDictionary(entry => entry.id!.Value, entry => entry.place);
    }

    /// <summary>False for a pattern that came after the training: this head cannot speak of it.</summary>
    public bool Knows(long patternId) => places.ContainsKey(patternId);

    /// <returns>The natural logarithm of each pattern's probability among all that the head knows and "none of these".</returns>
    public HeadOpinion Judge(string text, float[]? vector) => HeadOpinion.Of(places, Multiply(features.Of(text, vector), weights, classes.Length));

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Format);
        features.Write(writer);
        writer.Write(classes.Length);
        foreach (var id in classes)
        {
            writer.Write(id is not null);
            writer.Write(id ?? 0);
        }

        foreach (var weight in weights)
        {
            writer.Write((Half)weight);
        }
    }

    /// <returns>Null if it was written in another format.</returns>
    public static LinearHead? Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadInt32() != Format)
        {
            return null;
        }

        var features = new HeadFeatures(reader);
        var classes = new long?[reader.ReadInt32()];
        for (var place = 0; place < classes.Length; place++)
        {
            var isPattern = reader.ReadBoolean();
            var id = reader.ReadInt64();
            classes[place] = isPattern ? id : null;
        }

        var weights = new float[(features.Count + 1) * classes.Length];
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = (float)reader.ReadHalf();
        }

        return new LinearHead(features, classes, weights);
    }

    internal static float[] Multiply(SparseVector vector, ReadOnlySpan<float> weights, int classes)
    {
        var scores = weights[^classes..].ToArray();
        for (var index = 0; index < vector.Indexes.Length; index++)
        {
            TensorPrimitives.MultiplyAdd(weights.Slice(vector.Indexes[index] * classes, classes), vector.Values[index], scores, scores);
        }

        return scores;
    }
}
