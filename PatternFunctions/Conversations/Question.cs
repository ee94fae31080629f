namespace PatternFunctions.Conversations;

/// <summary>Texts of one customer so close together that they are one question.</summary>
public sealed record Question(IReadOnlyList<CustomerText> Texts)
{
    /// <summary>Its first message, by which the question is known from now on.</summary>
    public string Id => Texts[0].Id;

    public string Text => string.Join('\n', Texts.Select(text => text.Text).Where(text => text.Length > 0));

    public bool HasMedia => Texts.Any(text => text.MediaCount > 0);

    public DateTimeOffset LastSentAt => Texts[^1].SentAt;

    /// <param name="texts">Undecided ones of one conversation, in the order of their own timestamps.</param>
    /// <param name="window">The longest pause within a question.</param>
    public static IReadOnlyList<Question> Group(IReadOnlyList<CustomerText> texts, TimeSpan window)
    {
        List<Question> questions = [];
        List<CustomerText> current = [];
        foreach (var text in texts)
        {
            if (current.Count > 0 && text.SentAt - current[^1].SentAt > window)
            {
                questions.Add(new Question(current));
                current = [];
            }

            current.Add(text);
        }

        return current.Count > 0 ? [.. questions, new Question(current)] : questions;
    }
}

/// <summary>A customer's message. Times are UTC: by OpenPhone's clock, and when we stored it.</summary>
public sealed record CustomerText(string Id, string Text, int MediaCount, DateTimeOffset SentAt, DateTimeOffset ReceivedAt);
