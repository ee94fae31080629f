using PatternFunctions.Decisions;

namespace PatternFunctions.Conversations;

/// <param name="Lag">Since the question's last text was received.</param>
/// <param name="ReplyId">The automatic reply that is now scheduled, if any.</param>
/// <param name="ReplyDelay">Until it goes out.</param>
internal sealed record DecidedQuestion(string QuestionId, Decision Decision, TimeSpan Lag, long? ReplyId, TimeSpan ReplyDelay);
