using System.Globalization;
using System.Text;
using PatternFunctions.OpenPhone;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>A text message as OpenPhone sends it, signed when the run began.</summary>
internal sealed record SignedSample(string Name, byte[] Body, WebhookHeaders Headers)
{
    public const string LegacyKey = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";
    public const string StandardKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private const string AppBody =
        """{"id":"EV452cb5a95e44489f8235112715b9c3f7","data":{"object":{"id":"ACdab71744ad3a4414a584fd45d61b80f2","to":"+15555550112","body":"Hi! Are you open on Sunday evening, and do I need to book a bay? 🏌️","from":"+15555550110","media":[],"object":"message","status":"received","userId":"USojtPrrVi","createdAt":"2026-03-02T08:59:34.894Z","createdBy":null,"direction":"incoming","phoneNumberId":"PNzT5bK17C","conversationId":"CN126b7e85e31a4a718eed14ab1147371e"}},"type":"message.received","object":"event","createdAt":"2026-03-02T08:59:35.016Z","apiVersion":"v3"}""";

    private const string VersionedBody =
        """{"id":"EV452cb5a95e44489f8235112715b9c3f8","apiVersion":"2026-03-30","createdAt":"2026-03-02T08:59:35.016Z","type":"message.received","data":{"resource":{"id":"ACdab71744ad3a4414a584fd45d61b80f3","direction":"incoming","text":"Hi! Are you open on Sunday evening, and do I need to book a bay? 🏌️","media":[],"status":"received","createdAt":"2026-03-02T08:59:34.894Z"},"context":{"orgId":"OR123","phoneNumberId":"PN123","conversationId":"CN123","userId":"US123","contacts":{"ids":["CT123"],"lookupStatus":"matched"},"senderIdentifier":"+15555550110","recipientIdentifiers":["+15555550112"]},"links":{"quo":"https://my.quo.com/inbox/PN123"}}}""";

    private const string WebhookId = "msg_1";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static IReadOnlyList<SignedSample> All { get; } =
    [
        new("app webhook", Encoding.UTF8.GetBytes(AppBody), new WebhookHeaders { OpenPhoneSignature = WebhookSignature.Legacy(LegacyKey, Now, AppBody) }),
        new("versioned API", Encoding.UTF8.GetBytes(VersionedBody), new WebhookHeaders
        {
            WebhookId = WebhookId,
            WebhookTimestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            WebhookSignature = WebhookSignature.Standard(StandardKey, WebhookId, Now, VersionedBody),
        }),
    ];
}
