using System.Runtime.InteropServices;
using System.Text.Json;

namespace PatternFunctions.Matching.Encoder;

/// <summary>The named tensors of a TensorFlow.js graph model: a manifest, and shards that follow one another as if they were one file.</summary>
internal sealed class EncoderWeights
{
    private readonly Dictionary<string, (int Start, int Length)> tensors = [];
    private readonly byte[] content;

    public EncoderWeights(string folder)
    {
        using var manifest = JsonDocument.Parse(EncoderFiles.Read(folder, EncoderFiles.Manifest));
        var group = manifest.RootElement.GetProperty("weightsManifest")[0];
        var shards = group.GetProperty("paths").EnumerateArray().Select(path => EncoderFiles.Read(folder, path.GetString()!)).ToArray();
        content = new byte[shards.Sum(shard => shard.Length)];
        var filled = 0;
        foreach (var shard in shards)
        {
            shard.CopyTo(content, filled);
            filled += shard.Length;
        }

        var start = 0;
        foreach (var tensor in group.GetProperty("weights").EnumerateArray())
        {
            // Every tensor here is float32 or int32.
            var length = tensor.GetProperty("shape").EnumerateArray().Aggregate(sizeof(float), (size, side) => size * side.GetInt32());
            tensors.Add(tensor.GetProperty("name").GetString()!, (start, length));
            start += length;
        }
    }

    /// <param name="nameEnd">How the tensor's name ends; just one tensor's may.</param>
    public float[] this[string nameEnd]
    {
        get
        {
            var (start, length) = tensors.Single(tensor => tensor.Key.EndsWith(nameEnd, StringComparison.Ordinal)).Value;
            return MemoryMarshal.Cast<byte, float>(content.AsSpan(start, length)).ToArray();
        }
    }

    public PackedMatrix Matrix(string weightsEnd, string biasEnd)
    {
        var (weights, bias) = (this[weightsEnd], this[biasEnd]);
        return new PackedMatrix(weights, bias, weights.Length / bias.Length, bias.Length);
    }

    public LayerNorm Norm(string scopeEnd) =>
        new(this[$"{scopeEnd}/layer_norm/layer_norm_scale/ConcatPartitions/concat"], this[$"{scopeEnd}/layer_norm/layer_norm_bias/ConcatPartitions/concat"]);
}
