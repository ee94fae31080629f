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
        var turns = Turns(thread, answerWindow);
        var answerAt = turns.FindIndex(turn => turn.Any(message => message.Id == replyId));
        if (answerAt < 1 || turns[answerAt][0].Speaker is not Speaker.Operator)
        {
            return null;
        }

        // Only the turn right before: a later turn of the operator's speaks of something else.
        var question = turns[answerAt - 1];
        var answer = turns[answerAt];
        return question[0].Speaker is Speaker.Customer && answer[0].SentAt - question[^1].SentAt <= learningWindow
            // An approved reply among the answer's texts has had its verdict; the question is answered by it.
            && !answer.Any(message => message.IsApprovedReply)
            ? new Exchange(question, answer)
            : null;
    }

    private static List<List<ThreadMessage>> Turns(IReadOnlyList<ThreadMessage> thread, TimeSpan answerWindow)
    {
        List<List<ThreadMessage>> turns = [];
        foreach (var message in thread)
        {
            if (turns is [.., [.., var last]] && last.Speaker == message.Speaker && message.SentAt - last.SentAt <= answerWindow)
            {
                turns[^1].Add(message);
            }
            else
            {
                turns.Add([message]);
            }
        }

        return turns;
    }

    private static string Join(IEnumerable<ThreadMessage> messages) =>
        string.Join('\n', messages.Select(message => message.Text).Where(text => text.Length > 0));
}
