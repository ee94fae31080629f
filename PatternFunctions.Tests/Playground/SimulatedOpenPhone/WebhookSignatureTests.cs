using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void The_legacy_signature_of_the_documented_key_is_known() => Assert.Equal(
        "hmac;1;1639710054089;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=",
        WebhookSignature.Legacy(
            "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=",
            DateTimeOffset.FromUnixTimeMilliseconds(1639710054089),
            """{"id":"EV1","object":"event","apiVersion":"v2","type":"message.received","data":{"object":{"id":"AC1","object":"message","body":"hi"}}}"""));

    // https://github.com/standard-webhooks/standard-webhooks
    [Fact]
    public void The_published_vector_of_Standard_Webhooks_holds() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Standard(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            """{"test": 2432232314}"""));
}
