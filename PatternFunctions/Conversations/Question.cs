using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>Texts of one customer so close together that they are one question.</summary>
public sealed record Question(IReadOnlyList<CustomerText> Texts)
{
    /// <summary>Its first message, by which the question is known from now on.</summary>
    public string Id => Texts[0].Id;

    public string Text => string.Join('\n', Texts.Select(text => text.Text).Where(text => text.Length > 0));

    public bool HasMedia => Texts.Any(text => text.MediaCount > 0);

    public DateTimeOffset LastSentAt => Texts[^1].SentAt;

    /// <param name="texts">Of one customer, in the order of their own timestamps.</param>
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
/// <param name="QuestionId">The question to which it belongs; null while it is not decided.</param>
/// <param name="IsProcessed">Nothing is to be decided about it any more.</param>
public sealed record CustomerText(
    string Id, string Text, int MediaCount, DateTimeOffset SentAt, DateTimeOffset ReceivedAt, string? QuestionId = null, bool IsProcessed = false)
{
    public const string Columns = "m.id, m.text, m.media_count, m.sent_at, m.received_at, m.burst_id, m.processed_at IS NOT NULL";

    public static CustomerText Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetFieldValue<DateTimeOffset>(4), reader.Nullable<string>(5), reader.GetBoolean(6));
}
