using System.Numerics.Tensors;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.Learning;
using PatternFunctions.Matching.Encoder;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Learning;

namespace PatternFunctions.Tests.Patterns;

public sealed class AzureTextEncoderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new();
    private FakeAzureOpenAI azure = null!;

    public async Task InitializeAsync() => azure = await FakeAzureOpenAI.StartAsync();

    public async Task DisposeAsync() => await azure.DisposeAsync();

    [Fact]
    public async Task Texts_become_vectors_of_unit_length_in_their_order()
    {
        var encoder = await ConnectAsync();

        var vectors = await encoder.EncodeAsync([.. Enumerable.Range(0, 150).Select(index => $"frage {index}")], CancellationToken.None);

        Assert.Equal(150, vectors.Count);
        Assert.All(vectors, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5));
        var alone = (await encoder.EncodeAsync(["frage 149"], CancellationToken.None))[0];
        Assert.Equal(alone, vectors[149]);
    }

    [Fact]
    public async Task The_name_tells_deployment_model_and_size()
    {
        var encoder = await ConnectAsync();

        Assert.Equal(("azure-openai/gpt-test/text-embedding-3-small/64", 64), (encoder.Name, encoder.Dimensions));
    }

    [Fact]
    public async Task What_has_nothing_to_encode_is_not_sent()
    {
        var encoder = await ConnectAsync();
        var asked = azure.Embedded.Count;

        var vectors = await encoder.EncodeAsync(["  ", "\n", "wann"], CancellationToken.None);

        Assert.Equal(["wann"], azure.Embedded.Skip(asked));
        Assert.All(vectors.Take(2), vector => Assert.DoesNotContain(vector, value => value != 0));
    }

    [Fact]
    public async Task What_is_personal_does_not_leave()
    {
        var encoder = await ConnectAsync();

        await encoder.EncodeAsync(["Call me at +1 555 555 0123 or write to kim@example.com"], CancellationToken.None);

        Assert.Equal("Call me at [phone] or write to [email]", azure.Embedded[^1]);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(401)]
    public async Task A_failure_is_told_and_the_service_left_alone_for_a_while(int status)
    {
        var encoder = await ConnectAsync();
        azure.EmbeddingFailure = status;
        await Assert.ThrowsAsync<EncoderUnavailableException>(() => encoder.EncodeAsync(["wann"], CancellationToken.None));
        azure.EmbeddingFailure = null;
        var asked = azure.Embedded.Count;

        await Assert.ThrowsAsync<EncoderUnavailableException>(() => encoder.EncodeAsync(["wann"], CancellationToken.None));
        Assert.Equal(asked, azure.Embedded.Count);

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await encoder.EncodeAsync(["wann"], CancellationToken.None));
    }

    [Fact]
    public async Task Vectors_of_another_model_are_refused()
    {
        var encoder = await ConnectAsync();
        azure.EmbeddingModel = "text-embedding-3-large";

        await Assert.ThrowsAsync<EncoderUnavailableException>(() => encoder.EncodeAsync(["wann"], CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_there_is_an_encoder_that_is_unavailable()
    {
        var gone = await FakeAzureOpenAI.StartAsync();
        var endpoint = gone.Endpoint;
        await gone.DisposeAsync();

        await Assert.ThrowsAsync<EncoderUnavailableException>(() => AzureTextEncoder.ConnectAsync(Options(endpoint), NoIdentity, clock, CancellationToken.None));
    }

    private Task<AzureTextEncoder> ConnectAsync() => AzureTextEncoder.ConnectAsync(Options(azure.Endpoint), NoIdentity, clock, CancellationToken.None);

    private static TokenCredential NoIdentity() => throw new InvalidOperationException("There is a key.");

    private static AzureOpenAIOptions Options(Uri endpoint) => new()
    {
        Endpoint = endpoint,
        ApiKey = FakeAzureOpenAI.ApiKey,
        ChatDeployment = FakeAzureOpenAI.Deployment,
        EmbeddingDeployment = FakeAzureOpenAI.Deployment,
    };
}
