using PatternFunctions.Conversations;

namespace PatternFunctions.Replies;

/// <summary>What was written after an automatic reply.</summary>
public sealed record FollowUp(MessageSender Sender, string Text);

/// <summary>Whether what follows an automatic reply speaks against it.</summary>
public static class FollowUps
{
    /// <param name="question">What the reply answered.</param>
    /// <param name="reply">The reply as it was sent.</param>
    /// <param name="followUps">All that was written within a day of it, in order.</param>
    /// <returns>A sentence for operators; null if nothing speaks against it.</returns>
    public static string? ContradictionIn(string question, string reply, IEnumerable<FollowUp> followUps)
    {
        ArgumentNullException.ThrowIfNull(followUps);
        var unprompted = true;
        foreach (var followUp in followUps)
        {
            switch (followUp.Sender)
            {
                case MessageSender.Customer when SaysNo(Contradiction.Classify(followUp.Text, question)) is { } sentence:
                    return sentence;
                case MessageSender.Customer:
                    unprompted = false;
                    break;
                case MessageSender.Operator:
                    return Correction.IsOne(followUp.Text, reply, unprompted) ? "An operator corrected the automatic reply." : null;
                default:
                    // From here on the customer may mean the later reply.
                    return null;
            }
        }

        return null;
    }

    private static string? SaysNo(ContradictionKind kind) => kind switch
    {
        ContradictionKind.Wrong => "The customer says that the automatic reply was wrong.",
        ContradictionKind.AskedAgain => "The customer asked the same again after the automatic reply.",
        ContradictionKind.WantsHuman => "The customer asked for a person after the automatic reply.",
        _ => null,
    };
}
