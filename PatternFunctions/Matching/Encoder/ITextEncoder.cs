namespace PatternFunctions.Matching.Encoder;

/// <summary>Turns texts into vectors whose cosine says how alike their meanings are.</summary>
public interface ITextEncoder
{
    /// <summary>Names the model and its preparation of texts: vectors of two names must never be compared.</summary>
    string Name { get; }

    int Dimensions { get; }

    /// <returns>
    /// One vector a text, in the order of the texts, of unit length; all zeros (like nothing, not even itself) for a
    /// text that has nothing to encode.
    /// </returns>
    /// <exception cref="EncoderUnavailableException">Not now; of an encoder that is not in this process.</exception>
    Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
