using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Says what a message would come to and why, and changes nothing.</summary>
public sealed class PatternTester(NpgsqlDataSource dataSource, PatternMatcher matcher, PatternIndex index, TimeProvider clock)
{
    private const int MostCandidates = 5;

    public async Task<PatternTest> ExplainAsync(TestPatternsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Message!;
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var (match, pattern) = await matcher.MatchAsync(connection, text, cancellationToken);
        var reply = pattern is null ? null : ReplyComposer.Compose(pattern.ResponseTemplate, text, request.CustomerName, config.Variables);
        var decision = Decider.Decide(new DecisionInput
        {
            Match = match,
            Pattern = pattern?.Snapshot,
            Config = config,
            Conversation = new ConversationState
            {
                LocalTime = CustomerClock.Read(phone: null, config, now),
                HasText = MessageNormaliser.Normalise(text).Length > 0,
                Escalations = Escalation.Find(text, config),
                NeverAutoTopic = Escalation.NeverAutoTopic(text, config),
            },
            UnfilledVariables = reply?.Unfilled ?? [],
            SimilarityProved = await SimilarityTrust.ReadAsync(connection, match, config, cancellationToken),
            Now = now,
        });
        var alike = await index.MatchAsync(text, MostCandidates, cancellationToken);
        return new PatternTest
        {
            Normalised = MessageNormaliser.Normalise(text),
            Signature = PatternSignature.Of(text),
            Candidates = await CandidatesAsync(connection, alike.Candidates, cancellationToken),
            BestProbability = Math.Round(alike.Probability, 4),
            Reply = reply?.Text,
            UnfilledVariables = reply?.Unfilled ?? [],
            Decision = decision,
        };
    }

    private static async Task<IReadOnlyList<TestCandidate>> CandidatesAsync(
        NpgsqlConnection connection, IReadOnlyList<PatternCandidate> alike, CancellationToken cancellationToken)
    {
        var questions = (await connection
            .Command("SELECT id, trigger_text, confidence_score FROM decision_patterns WHERE id = ANY ($1) AND deleted_at IS NULL", alike.Select(candidate => candidate.PatternId).ToArray())
            .ListAsync(reader => (Id: reader.GetInt64(0), Question: reader.GetString(1), Confidence: reader.GetDecimal(2)), cancellationToken))
            .ToDictionary(row => row.Id);
        return [.. from candidate in alike
            where questions.ContainsKey(candidate.PatternId)
            let row = questions[candidate.PatternId]
            select new TestCandidate(row.Id, row.Question, candidate.NearestWording, Math.Round(candidate.Similarity, 4), row.Confidence)];
    }
}
