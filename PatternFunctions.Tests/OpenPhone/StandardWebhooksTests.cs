using System.Text.Json;
using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>The reference implementation (npm's standardwebhooks) signs what ours verifies, and judges as ours does.</summary>
public sealed class StandardWebhooksTests
{
    private static readonly string[] Keys =
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_gIGCg/79/P//AID/gIGCg/79/P//AID/gIGCg/79/P8="];

    [Fact]
    public async Task The_reference_implementation_and_ours_agree_in_both_directions()
    {
        // The reference implementation reads the machine's clock.
        var now = TimeProvider.System.GetUtcNow();
        var cases = Fixture.Names.SelectMany(name => Keys, (name, key) => Cases(key, Fixture.Read(name), now)).SelectMany(of => of).ToArray();

        var judged = await JudgeAsync(cases);

        Assert.Equal(cases.Length, judged.Length);
        foreach (var (given, reference) in cases.Zip(judged))
        {
            var verifier = new SignatureVerifier(
                Options.Create(new OpenPhoneOptions { WebhookSigningKeys = { given.Secret } }), TimeProvider.System);
            Assert.Equal(reference.IsAccepted, verifier.Verify(given.Headers(given.Signature), given.Body) is SignatureResult.Valid);
            Assert.Equal(given.IsFresh, verifier.Verify(given.Headers(reference.Signature), given.Body) is SignatureResult.Valid);
        }

        Assert.Contains(judged, judgement => judgement.IsAccepted);
        Assert.Contains(judged, judgement => !judgement.IsAccepted);
    }

    private static IEnumerable<Case> Cases(string key, byte[] body, DateTimeOffset now)
    {
        var other = Keys.Single(candidate => candidate != key);
        yield return Case.Of(key, body, now, signedWith: [key]);
        yield return Case.Of(key, body, now, signedWith: [other, key]);
        yield return Case.Of(key, body, now, signedWith: [other]);
        yield return Case.Of(key, body, now.AddMinutes(-4), signedWith: [key]);
        yield return Case.Of(key, body, now.AddMinutes(-10), signedWith: [key]) with { IsFresh = false };
        yield return Case.Of(key, body, now.AddMinutes(10), signedWith: [key]) with { IsFresh = false };
        yield return Case.Of(key, body, now, signedWith: [key]) with { Body = [.. body, (byte)' '] };
        yield return Case.Of(key, body, now, signedWith: [key]) with { Id = "msg_2" };
    }

    private static async Task<Judgement[]> JudgeAsync(Case[] cases)
    {
        var source = Path.Combine(Fixture.TestFolder, "StandardWebhooks");
        var installed = await NodeTools.EnsureAsync(
            source, Path.Combine(AppContext.BaseDirectory, "standard-webhooks"), progress: null, CancellationToken.None);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(cases, JsonSerializerOptions.Web));
            var answer = await Command.RunAsync(
                "node", [Path.Combine(source, "judge.cjs"), Path.Combine(installed, "node_modules"), file], null, CancellationToken.None);
            return JsonSerializer.Deserialize<Judgement[]>(answer, JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Judgement(string Signature, bool IsAccepted);

    private sealed record Case(string Secret, string Id, string Timestamp, string Signature, byte[] Body)
    {
        public bool IsFresh { get; init; } = true;

        public static Case Of(string key, byte[] body, DateTimeOffset at, string[] signedWith)
        {
            var signed = signedWith.Select(signer => WebhookSigner.Standard(signer, body, at)).ToArray();
            return new Case(
                key, signed[0].WebhookId!, signed[0].WebhookTimestamp!, string.Join(' ', signed.Select(headers => headers.WebhookSignature)), body);
        }

        public WebhookHeaders Headers(string signature) =>
            new() { WebhookId = Id, WebhookTimestamp = Timestamp, WebhookSignature = signature };
    }
}
