using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed partial class MessageNormaliserTests
{
    private static readonly Gen<string> AsciiText = Gen.Char['\0', '\x7f'].Array[0, 40].Select(characters => new string(characters));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0x20, 0x10FFFF], Gen.Int[0x20, 0x7f], Gen.Int[0x80, 0x24F], Gen.Int[0x300, 0x6FF], Gen.Int[0x1E00, 0x2BFF],
        Gen.Int[0xFB00, 0xFFFF], Gen.Int[0x1F000, 0x1FAFF])
        .Select(value => Rune.IsValid(value) ? new Rune(value).ToString() : ((char)value).ToString())
        .Array[0, 12].Select(string.Concat);

    [Theory]
    [InlineData("What time do you open today?", "what time do you open today")]
    [InlineData("  Hi,\r\n\tIS   the simulator-bay free?!  ", "hi is the simulatorbay free")]
    [InlineData("it's $5.00", "its 500")]
    [InlineData("already normal 1", "already normal 1")]
    [InlineData("a - b", "a b")]
    [InlineData("???", "")]
    [InlineData(" \t ", "")]
    [InlineData("", "")]
    public void Ascii_keeps_letters_digits_and_single_spaces(string text, string expected) =>
        Assert.Equal(expected, MessageNormaliser.Normalise(text));

    [Theory]
    [InlineData("Öffnet ihr HEUTE?", "öffnet ihr heute")]
    [InlineData("Cafe\u0301", "café")]
    [InlineData("ＯＰＥＮ？", "open")]
    [InlineData("Πότε ΑΝΟΊΓΕΤΕ; ΟΔΟΣ", "πότε ανοίγετε οδοσ")]
    [InlineData("οδος", "οδοσ")]
    [InlineData("İYİ", "i̇yi̇")]
    [InlineData("何時に開きますか？", "何時に開きますか")]
    [InlineData("क्या आप खुले हैं?", "क्या आप खुले हैं")]
    [InlineData("متى تفتحون؟", "متى تفتحون")]
    [InlineData("it´s open", "its open")]
    [InlineData("it’s open…", "its open")]
    [InlineData("co\u00ADoperate", "cooperate")]
    [InlineData("a?\u0308b", "ab")]
    [InlineData("see you 👍🏽", "see you")]
    [InlineData("1️⃣", "1")]
    [InlineData("¿?", "")]
    public void Every_script_keeps_its_words(string text, string expected) =>
        Assert.Equal(expected, MessageNormaliser.Normalise(text));

    [Theory]
    [InlineData("👍!", "👍")]
    [InlineData("❤️", "❤")]
    [InlineData("👨‍👩‍👧", "👨‍👩‍👧")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("👍  👍 ", "👍 👍")]
    [InlineData("€", "€")]
    public void A_text_of_emoji_alone_keeps_them(string text, string expected) =>
        Assert.Equal(expected, MessageNormaliser.Normalise(text));

    [Fact]
    public void Distinct_scripts_and_emoji_have_distinct_signatures()
    {
        string[] texts =
        [
            "👍", "👎", "👍🏽", "👍🏿", "❤️", "👍️👍", "😀", "😢", "❤️‍🔥", "🔥", "👨‍👩‍👧", "👨‍👩‍👦", "🇩🇪", "🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴", "🏳️‍🌈", "🏳️",
            "1️⃣", "2️⃣", "#️⃣", "*️⃣", "‼️", "⁉️", "〰️", "〽️", "™️", "↔️", "◾", "➕", "yes", "да", "はい", "是", "نعم", "כן", "हाँ", "ναι", "예", "ใช่", "é", "e", "\U0001FAF8", "\U0001FC00",
        ];

        var signatures = texts.Select(PatternSignature.Of).ToList();

        Assert.Equal(texts.Length, signatures.Distinct().Count());
        Assert.DoesNotContain(PatternSignature.OfNothing, signatures);
    }

    [Fact]
    public void Ascii_text_has_the_older_systems_form() =>
        AsciiText.Sample(text => MessageNormaliser.Normalise(text) == OlderSystem(text), iter: 20_000);

    [Fact]
    public void Ascii_has_one_form_whichever_path_it_takes() =>
        // The full-width form of each character takes the path for Unicode.
        AsciiText.Where(text => text.Any(char.IsAsciiLetterOrDigit)).Sample(
            text => MessageNormaliser.Normalise(string.Concat(text.Select(Widen))) == MessageNormaliser.Normalise(text), iter: 5_000);

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        AnyText.Sample(text => MessageNormaliser.Normalise(MessageNormaliser.Normalise(text)) == MessageNormaliser.Normalise(text), iter: 20_000);

    [Fact]
    public void Case_does_not_matter() => AnyText
        // The iota subscript is a mark whose upper case is a letter.
        .Where(text => !text.Contains('\u0345', StringComparison.Ordinal)).Sample(
        text => MessageNormaliser.Normalise(text.ToUpperInvariant()) == MessageNormaliser.Normalise(text)
            && MessageNormaliser.Normalise(text.ToLowerInvariant()) == MessageNormaliser.Normalise(text),
        iter: 20_000);

    [Fact]
    public void Spacing_and_punctuation_do_not_matter() =>
        Gen.Select(Gen.String[Gen.Char["aéßжน語ا9"], 1, 8].Array[1, 5], Gen.OneOf(Gen.Const(""), Gen.Const("!"), Gen.Const("?!"), Gen.Const("…"), Gen.Const("—"), Gen.Const("。")), Gen.OneOf(Gen.Const(" "), Gen.Const("  "), Gen.Const("\r\n"), Gen.Const("\u00A0"), Gen.Const("\u3000")))
            .Sample((words, punctuation, space) =>
                MessageNormaliser.Normalise(space + string.Join(punctuation + space, words) + punctuation + space)
                == MessageNormaliser.Normalise(string.Join(' ', words)));

    [Fact]
    public void A_text_with_content_is_never_empty() => AnyText
        .Where(text => text.EnumerateRunes().Any(HasContent))
        .Sample(text => MessageNormaliser.Normalise(text).Length > 0, iter: 20_000);

    [Fact]
    public void A_normal_form_is_trimmed_and_single_spaced() => AnyText.Sample(
        text => MessageNormaliser.Normalise(text) is var normal && normal.Trim() == normal && !normal.Contains("  ", StringComparison.Ordinal),
        iter: 20_000);

    [Fact]
    public void A_text_in_normal_form_is_not_copied()
    {
        var text = string.Concat("when do ", "you open");

        Assert.Same(text, MessageNormaliser.Normalise(text));
    }

    /// <summary>An accent that stands alone, composed to a grave or with a space to carry it, is punctuation.</summary>
    private static bool HasContent(Rune rune) =>
        rune.Value is not (0xFFFD or 0xFFFE)
        && Rune.GetRuneAt(rune.ToString().Normalize(NormalizationForm.FormKC), 0) is var normal
        && (Rune.IsLetterOrDigit(normal) || (!normal.IsAscii && Rune.IsSymbol(normal)));

    private static string OlderSystem(string text) =>
        Spaces().Replace(NeitherWordNorSpace().Replace(text.ToLowerInvariant(), ""), " ").Trim(' ');

    private static string Widen(char character) =>
        character is > ' ' and < '\x7f' ? ((char)(character + 0xFEE0)).ToString() : character.ToString();

    [GeneratedRegex(@"[^a-z0-9\t-\r ]")]
    private static partial Regex NeitherWordNorSpace();

    [GeneratedRegex(@"[\t-\r ]+")]
    private static partial Regex Spaces();
}
