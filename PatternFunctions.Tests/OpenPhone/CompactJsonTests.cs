using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>A legacy signature is over JSON.stringify's form, whatever a proxy has made of the layout since.</summary>
public sealed class CompactJsonTests
{
    private const string Key = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly DateTimeOffset Now = new(2026, 4, 13, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Names => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_laid_out_anew_is_still_valid(string name)
    {
        var pretty = Fixture.Read(name);
        var compact = JsonSerializer.SerializeToUtf8Bytes(
            JsonSerializer.Deserialize<JsonElement>(pretty), Compact);

        Assert.Equal(SignatureResult.Valid, Verify(pretty, signed: compact));
    }

    [Theory]
    [InlineData("{\r\n \"a\" : [ 1 , 2 ] ,\t\"b c\" : \" d  e \" }", "{\"a\":[1,2],\"b c\":\" d  e \"}")]
    [InlineData(@"{""a"":""caf\u00e9 \uD83D\uDE00 a\/b \u003c""}", "{\"a\":\"café 😀 a/b <\"}")]
    [InlineData(@"{""a"":""\u0022 \u005c \u000a \u0008 \u001F \u007f \uD800""}", "{\"a\":\"\\\" \\\\ \\n \\b \\u001f \u007f \\ud800\"}")]
    [InlineData(@"{""a"":""quote \"" and \\ ""}", @"{""a"":""quote \"" and \\ ""}")]
    public void It_is_what_JSON_stringify_writes(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var compact = new byte[bytes.Length];

        Assert.True(CompactJson.TryWrite(bytes, compact, out var length));
        Assert.Equal(expected, Encoding.UTF8.GetString(compact, 0, length));
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("\"\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12")]
    [InlineData("\"\\u 123\"")]
    public void What_breaks_off_is_not_written(string json) =>
        Assert.False(CompactJson.TryWrite(Encoding.UTF8.GetBytes(json), new byte[json.Length], out _));

    [Fact]
    public void Any_bytes_can_be_tried_and_never_grow() =>
        Gen.Byte.Array[0, 200].Select(Gen.Bool).Sample((bytes, isQuoted) =>
        {
            byte[] json = isQuoted ? [(byte)'"', .. bytes] : bytes;
            CompactJson.TryWrite(json, new byte[json.Length], out var length);
            return length <= json.Length;
        });

    [Fact]
    public void Any_text_survives_indentation() =>
        Gen.String.Array[0, 5].Sample(texts =>
        {
            var pretty = JsonSerializer.SerializeToUtf8Bytes(texts, Indented);
            var compact = new byte[pretty.Length];
            return CompactJson.TryWrite(pretty, compact, out var length)
                && JsonSerializer.Deserialize<string[]>(compact.AsSpan(0, length))!.SequenceEqual(JsonSerializer.Deserialize<string[]>(pretty)!);
        });

    [Fact]
    public void The_standard_scheme_takes_the_exact_bytes_only()
    {
        var headers = WebhookSigner.Standard("whsec_" + Key, """{"a":1}"""u8.ToArray(), Now);

        Assert.Equal(SignatureResult.NoMatch, Verifier("whsec_" + Key).Verify(headers, """{ "a": 1 }"""u8));
    }

    private static SignatureResult Verify(byte[] received, byte[] signed) =>
        Verifier(Key).Verify(WebhookSigner.Legacy(Key, signed, Now), received);

    private static SignatureVerifier Verifier(string key) =>
        new(Options.Create(new OpenPhoneOptions { WebhookSigningKeys = { key } }), new FakeTimeProvider(Now));
}
