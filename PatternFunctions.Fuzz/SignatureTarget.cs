using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;
using PatternFunctions.Playground.SimulatedOpenPhone;
using OpenPhoneOptions = PatternFunctions.OpenPhone.OpenPhoneOptions;

namespace PatternFunctions.Fuzz;

/// <summary>
/// A first line that stands for the headers, then the body. Nothing is valid but what is signed: each entry of the corpus
/// is, and the fuzzer has no key.
/// </summary>
internal sealed class SignatureTarget
{
    private const string LegacyKey = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";
    private const string StandardKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string WebhookId = "msg_1";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly SignatureVerifier verifier = new(
        Options.Create(new OpenPhoneOptions { WebhookSigningKeys = { LegacyKey, StandardKey } }), new StoppedClock());

    public void Run(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var line = Encoding.Latin1.GetString(input, 0, Math.Max(end, 0));
        var body = input.AsSpan(end + 1);
        var result = verifier.Verify(HeadersOf(line), body);
        if (result is SignatureResult.Valid && !IsSigned(line, body))
        {
            throw new InvalidOperationException("What is not signed passes for valid.");
        }

        var compact = new byte[body.Length];
        var again = new byte[body.Length];
        if (CompactJson.TryWrite(body, compact, out var length)
            && !(CompactJson.TryWrite(compact.AsSpan(0, length), again, out var same) && compact.AsSpan(0, length).SequenceEqual(again.AsSpan(0, same))))
        {
            throw new InvalidOperationException("What is compact can be made more compact.");
        }
    }

    public static void WriteCorpus(string fixtures, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(fixtures, "*.json"))
        {
            var body = File.ReadAllText(file);
            var name = Path.Combine(folder, Path.GetFileNameWithoutExtension(file));
            File.WriteAllText($"{name}-legacy", $"{WebhookSignature.Legacy(LegacyKey, Now, body)}\n{body}");
            File.WriteAllText($"{name}-standard", $"{WebhookSignature.Standard(StandardKey, WebhookId, Now, body)}\n{body}");
        }
    }

    private static WebhookHeaders HeadersOf(string line) => line.StartsWith("v1", StringComparison.Ordinal)
        ? new WebhookHeaders { WebhookId = WebhookId, WebhookTimestamp = $"{Now.ToUnixTimeSeconds()}", WebhookSignature = line }
        : new WebhookHeaders { OpenPhoneSignature = line };

    /// <summary>Said in other words than the verifier's: the right signature of this body stands in the line.</summary>
    private static bool IsSigned(string line, ReadOnlySpan<byte> body)
    {
        var compact = new byte[body.Length];
        var isCompact = CompactJson.TryWrite(body, compact, out var length);
        return new[] { body.ToArray(), isCompact ? compact[..length] : body.ToArray() }.Any(content => line.Split(' ', ',', ';').Any(part =>
            line.Split(';', ',').Any(time => long.TryParse(time, out var at) && Digest(LegacyKey, $"{time}.", content) == part && at != 0)
            || Digest(StandardKey["whsec_".Length..], $"{WebhookId}.{Now.ToUnixTimeSeconds()}.", content) == part));
    }

    private static string Digest(string key, string prefix, byte[] content) => Convert.ToBase64String(
        HMACSHA256.HashData(Convert.FromBase64String(key), (byte[])[.. Encoding.ASCII.GetBytes(prefix), .. content]));

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
