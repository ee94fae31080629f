namespace PatternFunctions.Learning;

/// <summary>Who speaks in a thread, as far as learning is concerned.</summary>
public enum Speaker
{
    Customer,

    /// <summary>A person of the business; or this app, with words that a person approved.</summary>
    Operator,
}

/// <summary>A message of a thread. What automations say is not part of it: it answers no question.</summary>
public sealed record ThreadMessage(string Id, Speaker Speaker, bool IsApprovedReply, string? UserId, string Text, DateTimeOffset SentAt);

/// <summary>A question and its answer, each of one or several messages.</summary>
public sealed record Exchange(IReadOnlyList<ThreadMessage> Question, IReadOnlyList<ThreadMessage> Answer)
{
    public string QuestionText => Join(Question);

    public string AnswerText => Join(Answer);

    /// <param name="thread">Of one conversation, in the order of the messages' own timestamps.</param>
    /// <param name="replyId">The operator's message that is to be learned from.</param>
    /// <param name="answerWindow">Texts of one side no further apart than this are one question, or one answer.</param>
    /// <param name="learningWindow">The longest time from the question to the answer.</param>
    /// <returns>The exchange to which the reply belongs; null if it answers nothing.</returns>
    public static Exchange? Find(
        IReadOnlyList<ThreadMessage> thread, string replyId, TimeSpan answerWindow, TimeSpan learningWindow)
    {
        // Only the turn right before: a later turn of the operator's speaks of something else.
        var (question, answer) = TurnsAt(thread, replyId, answerWindow);
        return Of(question, answer, learningWindow);
    }

    private static Exchange? Of(IReadOnlyList<ThreadMessage> question, IReadOnlyList<ThreadMessage> answer, TimeSpan learningWindow) =>
        question is [{ Speaker: Speaker.Customer }, ..] && answer is [{ Speaker: Speaker.Operator }, ..]
            && answer[0].SentAt - question[^1].SentAt <= learningWindow
            // An approved reply among the answer's texts has had its verdict; the question is answered by it.
            && !answer.Any(message => message.IsApprovedReply)
            ? new Exchange(question, answer)
            : null;

    /// <returns>Every exchange of a thread, in order.</returns>
    public static IEnumerable<Exchange> All(IEnumerable<ThreadMessage> thread, TimeSpan answerWindow, TimeSpan learningWindow)
    {
        List<ThreadMessage> before = [];
        foreach (var turn in Turns(thread, answerWindow))
        {
            if (Of(before, turn, learningWindow) is { } exchange)
            {
                yield return exchange;
            }

            before = turn;
        }
    }

    /// <returns>The turn to which the reply belongs and the one before it; empty where there is none.</returns>
    public static (IReadOnlyList<ThreadMessage> Before, IReadOnlyList<ThreadMessage> Reply) TurnsAt(
        IReadOnlyList<ThreadMessage> thread, string replyId, TimeSpan answerWindow)
    {
        var turns = Turns(thread, answerWindow).ToList();
        var at = turns.FindIndex(turn => turn.Any(message => message.Id == replyId));
        return (at > 0 ? turns[at - 1] : [], at >= 0 ? turns[at] : []);
    }

    private static IEnumerable<List<ThreadMessage>> Turns(IEnumerable<ThreadMessage> thread, TimeSpan answerWindow)
    {
        List<ThreadMessage> turn = [];
        foreach (var message in thread)
        {
            if (turn is [.., var last] && (last.Speaker != message.Speaker || message.SentAt - last.SentAt > answerWindow))
            {
                yield return turn;
                turn = [];
            }

            turn.Add(message);
        }

        if (turn.Count > 0)
        {
            yield return turn;
        }
    }

    private static string Join(IEnumerable<ThreadMessage> messages) =>
        string.Join('\n', messages.Select(message => message.Text).Where(text => text.Length > 0));
}
