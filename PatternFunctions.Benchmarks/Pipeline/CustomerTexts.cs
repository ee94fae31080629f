using System.Globalization;
using System.Text;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>Texts of customers, each of another one, that ask for known patterns in turn; signed when they are made.</summary>
internal static class CustomerTexts
{
    public const string SigningKey = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";

    public static string Question(long pattern) => string.Create(CultureInfo.InvariantCulture, $"Do you have bay {pattern} free for us tonight?");

    public static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"ACbenchmark{number:D10}");

    public static SignedText Make(long number, int patterns)
    {
        var now = TimeProvider.System.GetUtcNow();
        var at = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var body = string.Create(CultureInfo.InvariantCulture, $$$$"""
            {"id":"EV{{{{number:D10}}}}","object":"event","apiVersion":"v3","createdAt":"{{{{at}}}}","type":"message.received","data":{"object":{"id":"{{{{Id(number)}}}}","object":"message","from":"+1555{{{{number % 10_000_000:D7}}}}","to":"+15555550112","direction":"incoming","body":"{{{{Question(1 + (number % patterns))}}}}","media":[],"status":"received","createdAt":"{{{{at}}}}","userId":"US1","phoneNumberId":"PN1","conversationId":"CN{{{{number}}}}"}}}
            """);
        return new SignedText(Encoding.UTF8.GetBytes(body), WebhookSignature.Legacy(SigningKey, now, body));
    }
}

internal sealed record SignedText(byte[] Body, string Signature);
