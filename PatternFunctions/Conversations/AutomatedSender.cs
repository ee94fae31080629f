namespace PatternFunctions.Conversations;

/// <summary>Recognises machines at the other end, so that two of them never talk to each other.</summary>
public static class AutomatedSender
{
    /// <summary>So many equal texts, each but the last answered, are a loop: "yes", "yes" from a person is two.</summary>
    private const int LoopLength = 3;

    /// <summary>Numbers for people have more digits, in every country.</summary>
    private const int ShortCodeDigits = 6;

    /// <summary>Fewer words than these can be the same by chance.</summary>
    private const int EchoWords = 4;

    /// <param name="text">The question.</param>
    /// <param name="sender">The number or name that it came from.</param>
    /// <param name="earlier">The conversation's texts of the last hours, oldest first, without the question.</param>
    /// <returns>What gives the machine away; null if it may be a person.</returns>
    public static AutomatedSenderSign? Find(string text, string sender, IReadOnlyList<ExchangedText> earlier)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(earlier);

        var plain = PlainWords.Of(text);
        return sender.Count(char.IsAsciiDigit) <= ShortCodeDigits ? AutomatedSenderSign.ShortCode
            : AutomatedSenderPhrases.DoNotReply.IsIn(plain) ? AutomatedSenderSign.DoNotReply
            : AutomatedSenderPhrases.AutoResponder.IsIn(plain) ? AutomatedSenderSign.AutoResponder
            : IsEcho(plain, earlier) ? AutomatedSenderSign.Echo
            : IsLoop(plain, earlier) ? AutomatedSenderSign.Loop
            : null;
    }

    private static bool IsEcho(string plain, IReadOnlyList<ExchangedText> earlier) =>
        plain.Count(character => character == ' ') > EchoWords
        && earlier.Any(exchanged => !exchanged.FromCustomer && PlainWords.Of(exchanged.Text) == plain);

    private static bool IsLoop(string plain, IReadOnlyList<ExchangedText> earlier) =>
        earlier.Zip(earlier.Skip(1)).Count(pair =>
            pair.First.FromCustomer && !pair.Second.FromCustomer && PlainWords.Of(pair.First.Text) == plain) >= LoopLength - 1;
}
