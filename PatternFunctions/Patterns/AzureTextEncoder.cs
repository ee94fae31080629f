using System.ClientModel;
using System.ClientModel.Primitives;
using System.Numerics.Tensors;
using System.Text;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Identity;
using OpenAI.Embeddings;
using PatternFunctions.Learning;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Patterns;

/// <summary>
/// A deployment of Azure OpenAI embeddings, for businesses whose customers do not write English. Texts leave this process,
/// without what belongs to one person; each wording does so once.
/// </summary>
public sealed class AzureTextEncoder : ITextEncoder
{
    private const int TextsAtOnce = 64;

    /// <summary>OpenPhone's texts are shorter; whatever is not, the model would refuse above 8,192 tokens.</summary>
    private const int LongestText = 2000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>After a failure: a customer's question must not wait for a service that is down.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly EmbeddingClient client;
    private readonly TimeProvider clock;
    private readonly string model;
    private long pausedUntil;

    private AzureTextEncoder(EmbeddingClient client, TimeProvider clock, string deployment, string model, int dimensions)
    {
        this.client = client;
        this.clock = clock;
        this.model = model;
        Dimensions = dimensions;
        Name = $"azure-openai/{deployment}/{model}/{dimensions}";
    }

    /// <summary>With the model behind the deployment, which may be changed behind its name.</summary>
    public string Name { get; }

    public int Dimensions { get; }

    /// <param name="options">With an embedding deployment.</param>
    /// <param name="identity">Who asks, if there is no key.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="EncoderUnavailableException">The deployment does not answer, or does not answer with vectors.</exception>
    public static async Task<AzureTextEncoder> ConnectAsync(
        AzureOpenAIOptions options, Func<TokenCredential> identity, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(identity);
        var client = CreateClient(options, identity);
        var answer = await AskAsync(client, ["hello"], cancellationToken);
        return new AzureTextEncoder(client, clock, options.EmbeddingDeployment!, answer.Model, answer[0].ToFloats().Length);
    }

    public async Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var vectors = new float[texts.Count][];
        foreach (var batch in texts.Select((text, index) => (Text: Prepare(text), Index: index)).Chunk(TextsAtOnce))
        {
            var asked = batch.Where(entry => entry.Text.Length > 0).ToArray();
            foreach (var (_, index) in batch)
            {
                vectors[index] = new float[Dimensions];
            }

            if (asked.Length > 0)
            {
                var answer = await EncodeBatchAsync([.. asked.Select(entry => entry.Text)], cancellationToken);
                for (var place = 0; place < asked.Length; place++)
                {
                    vectors[asked[place].Index] = answer[place];
                }
            }
        }

        return vectors;
    }

    private async Task<float[][]> EncodeBatchAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow().Ticks < Interlocked.Read(ref pausedUntil))
        {
            throw new EncoderUnavailableException("The embedding deployment failed a moment ago.");
        }

        try
        {
            var answer = await AskAsync(client, texts, cancellationToken);
            return answer.Model == model
                ? [.. answer.Select(embedding => Unit(embedding.ToFloats().Span))]
                : throw new EncoderUnavailableException($"Another model than {model} answers now: its vectors cannot be compared.");
        }
        catch (EncoderUnavailableException)
        {
            Interlocked.Exchange(ref pausedUntil, (clock.GetUtcNow() + Pause).Ticks);
            throw;
        }
    }

    private static async Task<OpenAIEmbeddingCollection> AskAsync(EmbeddingClient client, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            OpenAIEmbeddingCollection answer = await client.GenerateEmbeddingsAsync(texts, options: null, timeout.Token);
            return answer.Count == texts.Count && answer.Select(embedding => embedding.Index).SequenceEqual(Enumerable.Range(0, texts.Count))
                && answer.All(embedding => embedding.ToFloats().Length > 0)
                ? answer
                : throw new EncoderUnavailableException("The answer does not have a vector for each text.");
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EncoderUnavailableException("The embedding deployment did not answer in time.", failure);
        }
        catch (Exception failure) when (failure is ClientResultException or AggregateException or HttpRequestException or IOException or AuthenticationFailedException
            || ChatFailures.IsUnreadable(failure))
        {
            throw new EncoderUnavailableException("The embedding deployment did not answer with vectors.", failure);
        }
    }

    private static EmbeddingClient CreateClient(AzureOpenAIOptions options, Func<TokenCredential> identity)
    {
        // One repetition, for what lasts a moment; the pause takes care of the rest.
        var clientOptions = new AzureOpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 1), NetworkTimeout = Timeout };
        var azure = string.IsNullOrWhiteSpace(options.ApiKey)
            ? new AzureOpenAIClient(options.Endpoint!, identity(), clientOptions)
            : new AzureOpenAIClient(options.Endpoint!, new ApiKeyCredential(options.ApiKey), clientOptions);
        return azure.GetEmbeddingClient(options.EmbeddingDeployment);
    }

    /// <summary>What is personal gives way to its kind: it tells nothing of what is asked, and must not leave.</summary>
    private static string Prepare(string text)
    {
        var prepared = new StringBuilder();
        var start = 0;
        foreach (var span in PersonalData.Find(text, []))
        {
            prepared.Append(text, start, span.Start - start).Append('[').Append(span.Kind.ToString().ToLowerInvariant()).Append(']');
            start = span.End;
        }

        prepared.Append(text, start, text.Length - start);
        prepared.Length = Math.Min(prepared.Length, LongestText);
        return prepared.ToString().Trim();
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        var unit = vector.ToArray();
        var norm = TensorPrimitives.Norm(vector);
        TensorPrimitives.Multiply(unit, norm > 0 ? 1 / norm : 0, unit);
        return unit;
    }
}
