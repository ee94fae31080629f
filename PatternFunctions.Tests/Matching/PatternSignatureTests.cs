using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class PatternSignatureTests
{
    [Theory]
    [InlineData("hello world", "5eb63bbbe01eeed093cb22bb8f5acdc3")]
    [InlineData("  Hello,   WORLD! ", "5eb63bbbe01eeed093cb22bb8f5acdc3")]
    [InlineData("???", PatternSignature.OfNothing)]
    [InlineData("привет", "608333adc72f545078ede3aad71bfe74")]
    public void A_signature_is_the_md5_of_the_normal_form(string text, string signature) =>
        Assert.Equal(signature, PatternSignature.Of(text));
}
