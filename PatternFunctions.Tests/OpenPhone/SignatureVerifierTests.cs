using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class SignatureVerifierTests
{
    private const string LegacyKey = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";
    private const string StandardKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    // Bytes of 0x80 and above, which a key that is passed on as text would lose.
    private const string HighKey = "gIGCg/79/P//AID/gIGCg/79/P//AID/gIGCg/79/P8=";

    private static readonly DateTimeOffset Now = new(2026, 4, 13, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"EV1","text":"hi"}""");

    public static TheoryData<string, string> SamplesAndKeys
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in Fixture.Names)
            {
                foreach (var key in (string[])[LegacyKey, HighKey, StandardKey, "whsec_" + HighKey])
                {
                    all.Add(name, key);
                }
            }

            return all;
        }
    }

    [Fact]
    public void The_vector_of_the_legacy_scheme_is_valid()
    {
        var body = """{"id":"EV1","object":"event","apiVersion":"v2","type":"message.received","data":{"object":{"id":"AC1","object":"message","body":"hi"}}}"""u8;
        var headers = new WebhookHeaders { OpenPhoneSignature = "hmac;1;1639710054089;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=" };

        Assert.Equal(SignatureResult.Valid, Verifier(DateTimeOffset.FromUnixTimeMilliseconds(1639710054089), LegacyKey).Verify(headers, body));
    }

    [Fact]
    public void The_vector_of_Standard_Webhooks_is_valid()
    {
        var headers = new WebhookHeaders
        {
            WebhookId = "msg_p5jXN8AQM9LWM0D4loKWxJek",
            WebhookTimestamp = "1614265330",
            WebhookSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        };

        Assert.Equal(
            SignatureResult.Valid,
            Verifier(DateTimeOffset.FromUnixTimeSeconds(1614265330), StandardKey).Verify(headers, """{"test": 2432232314}"""u8));
    }

    [Theory]
    [MemberData(nameof(SamplesAndKeys))]
    public void Every_sample_is_valid_under_every_scheme_and_not_with_one_byte_changed(string name, string key)
    {
        var body = Fixture.Read(name);
        var headers = Sign(key, body);
        byte[] changed = [.. body[..^3], (byte)(body[^3] ^ 1), .. body[^2..]];

        Assert.Equal(SignatureResult.Valid, Verifier(Now, key).Verify(headers, body));
        Assert.Equal(SignatureResult.NoMatch, Verifier(Now, key).Verify(headers, changed));
    }

    [Theory]
    [InlineData(LegacyKey)]
    [InlineData(StandardKey)]
    public void While_keys_are_rotated_each_of_them_is_accepted(string key)
    {
        var verifier = Verifier(Now, HighKey, "whsec_" + HighKey, StandardKey, LegacyKey);

        Assert.Equal(SignatureResult.Valid, verifier.Verify(Sign(key, Body), Body));
    }

    [Fact]
    public void One_valid_signature_among_several_is_enough()
    {
        var other = WebhookSigner.Legacy(HighKey, Body, Now).OpenPhoneSignature;
        var legacy = new WebhookHeaders { OpenPhoneSignature = $"{other}, {Sign(LegacyKey, Body).OpenPhoneSignature}" };
        var standard = Sign(StandardKey, Body) with { WebhookSignature = $"v1a,abc v1,short {Sign("whsec_" + HighKey, Body).WebhookSignature} {Sign(StandardKey, Body).WebhookSignature}" };

        Assert.Equal(SignatureResult.Valid, Verifier(Now, LegacyKey, StandardKey).Verify(legacy, Body));
        Assert.Equal(SignatureResult.Valid, Verifier(Now, LegacyKey, StandardKey).Verify(standard, Body));
    }

    [Theory]
    [InlineData(LegacyKey, 24 * 3600)]
    [InlineData(StandardKey, 300)]
    public void The_clock_may_differ_by_the_schemes_tolerance_to_either_side(string key, int tolerance)
    {
        var verifier = Verifier(Now, key);

        Assert.Equal(SignatureResult.Valid, verifier.Verify(Sign(key, Body, Now.AddSeconds(-tolerance)), Body));
        Assert.Equal(SignatureResult.Valid, verifier.Verify(Sign(key, Body, Now.AddSeconds(tolerance)), Body));
        Assert.Equal(SignatureResult.Stale, verifier.Verify(Sign(key, Body, Now.AddSeconds(-tolerance - 1)), Body));
        Assert.Equal(SignatureResult.Stale, verifier.Verify(Sign(key, Body, Now.AddSeconds(tolerance + 1)), Body));
    }

    [Fact]
    public void A_key_of_one_scheme_is_none_of_the_other()
    {
        var legacy = Sign(LegacyKey, Body);
        var standard = Sign("whsec_" + LegacyKey, Body);

        Assert.Equal(SignatureResult.NoKeys, Verifier(Now, "whsec_" + LegacyKey).Verify(legacy, Body));
        Assert.Equal(SignatureResult.NoKeys, Verifier(Now, LegacyKey).Verify(standard, Body));
    }

    [Fact]
    public void Without_headers_nothing_is_valid() =>
        Assert.Equal(SignatureResult.Missing, Verifier(Now, LegacyKey, StandardKey).Verify(WebhookHeaders.Of(new HeaderDictionary()), Body));

    [Theory]
    [InlineData("hmac")]
    [InlineData("hmac;1;1776081600000")]
    [InlineData("hmac;1;1776081600000;AAAA")]
    [InlineData("hmac;1;1776081600000;AAAA;AAAA")]
    [InlineData("hmac;2;1776081600000;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=")]
    [InlineData("none;1;1776081600000;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=")]
    [InlineData("hmac;1;-1;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=")]
    [InlineData("hmac;1;99999999999999999999;4KT7eRzl03MO/ln/YCDaJ1ztKILEHOziM52F+1lLZLs=")]
    [InlineData(",,,,,,,,,,,,")]
    public void A_legacy_header_out_of_form_is_malformed(string header) =>
        Assert.Equal(SignatureResult.Malformed, Verifier(Now, LegacyKey).Verify(new WebhookHeaders { OpenPhoneSignature = header }, Body));

    [Theory]
    [InlineData(null, "1776081600", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_1", null, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_1", "1776081600", null)]
    [InlineData("msg_1", "soon", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_1", "1776081600", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_1", "1776081600", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Standard_headers_out_of_form_are_malformed(string? id, string? timestamp, string? signature)
    {
        var headers = new WebhookHeaders { WebhookId = id, WebhookTimestamp = timestamp, WebhookSignature = signature };

        Assert.Equal(SignatureResult.Malformed, Verifier(Now, StandardKey).Verify(headers, Body));
    }

    [Fact]
    public void With_headers_of_both_schemes_either_may_be_the_valid_one()
    {
        var good = Sign(LegacyKey, Body);
        var bad = Sign("whsec_" + HighKey, Body);
        var both = bad with { OpenPhoneSignature = good.OpenPhoneSignature };

        Assert.Equal(SignatureResult.Valid, Verifier(Now, LegacyKey, StandardKey).Verify(both, Body));
    }

    [Fact]
    public void Headers_say_which_of_them_are_there_and_not_what_they_hold()
    {
        var headers = WebhookHeaders.Of(new HeaderDictionary { ["OpenPhone-Signature"] = "hmac;1;1;secret", ["Webhook-Id"] = "msg_1" });

        Assert.Equal("openphone-signature, webhook-*", headers.ToString());
    }

    [Fact]
    public void Any_key_and_body_agree_and_no_other_body_does() =>
        Gen.Select(Gen.Byte.Array[1, 64], Gen.Byte.Array[1, 300], Gen.Int[0, 299], Gen.Bool).Sample(
            (secret, body, place, isStandard) =>
            {
                var key = (isStandard ? "whsec_" : "") + Convert.ToBase64String(secret);
                var changed = body.ToArray();
                changed[place % body.Length] ^= 1;
                var verifier = Verifier(Now, key);
                var headers = Sign(key, body);
                return verifier.Verify(headers, body) is SignatureResult.Valid && verifier.Verify(headers, changed) is SignatureResult.NoMatch;
            },
            iter: 2_000);

    [Fact]
    public void No_header_makes_the_verifier_throw() =>
        Gen.Select(Gen.String, Gen.String[Gen.Char["hmac;1,v= 0"], 0, 60], Gen.Bool).Sample(
            (noise, near, useNoise) =>
            {
                var text = useNoise ? noise : near;
                var headers = new WebhookHeaders { OpenPhoneSignature = text, WebhookId = text, WebhookTimestamp = "1776081600", WebhookSignature = text };
                return Verifier(Now, LegacyKey, StandardKey).Verify(headers, Body) is not SignatureResult.Valid;
            },
            iter: 5_000);

    private static WebhookHeaders Sign(string key, byte[] body, DateTimeOffset? at = null) => key.StartsWith("whsec_", StringComparison.Ordinal)
        ? WebhookSigner.Standard(key, body, at ?? Now)
        : WebhookSigner.Legacy(key, body, at ?? Now);

    private static SignatureVerifier Verifier(DateTimeOffset now, params string[] keys)
    {
        var options = new OpenPhoneOptions();
        Array.ForEach(keys, options.WebhookSigningKeys.Add);
        return new SignatureVerifier(Options.Create(options), new FakeTimeProvider(now));
    }
}
