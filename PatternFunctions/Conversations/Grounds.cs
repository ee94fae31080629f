using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;

namespace PatternFunctions.Conversations;

/// <summary>What a question's decision rests on, apart from the settings.</summary>
/// <param name="Known">The pattern that is asked for in these very words, if there is one.</param>
internal sealed record Grounds(Question Question, PatternRow? Known, ConversationFacts Facts)
{
    /// <summary>Within a round trip with others; <see cref="NextAsync"/> reads it.</summary>
    public static void AddTo(NpgsqlBatch batch, long conversationId, Question question, LearningConfig config, DateTimeOffset now)
    {
        PatternReader.AddTo(batch, PatternSignature.Of(question.Text));
        ConversationFacts.AddTo(batch, conversationId, question, config, now);
    }

    public static async Task<Grounds> NextAsync(
        NpgsqlDataReader reader, Question question, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken) => new(
        question, await PatternReader.NextAsync(reader, cancellationToken), await ConversationFacts.NextAsync(reader, question, config, now, cancellationToken));

    /// <param name="similarityProved">As <see cref="SimilarityTrust"/> reads it.</param>
    public (Decision Decision, RenderedReply? Reply) Decide(
        MatchedPattern match, PatternRow? pattern, double similarityProved, LearningConfig config, DateTimeOffset now)
    {
        var reply = pattern is null ? null : ReplyComposer.Compose(pattern.ResponseTemplate, Question.Text, Facts.CustomerName, config.Variables);
        var decision = Decider.Decide(new DecisionInput
        {
            Match = match,
            Pattern = pattern?.Snapshot,
            Config = config,
            Conversation = Facts.State,
            UnfilledVariables = reply?.Unfilled ?? [],
            SimilarityProved = similarityProved,
            Now = now,
        });
        return (decision, reply);
    }
}
